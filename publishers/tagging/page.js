(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("tagging-data").textContent);
  const part = (id) => document.getElementById(id);
  const KEYS = "1234567890";
  let given = {}; // item id -> { tag, at }
  let place = 0;
  let isKept = true;
  let isSaved = true; // as a CSV

  // Texts are set as text only: nothing that somebody wrote becomes markup.
  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const recall = () => {
    try {
      const told = JSON.parse(localStorage.getItem(data.store) ?? "{}");
      const known = new Set(data.items.map((item) => item.id));
      given = Object.fromEntries(Object.entries(told).filter(([id, one]) =>
        known.has(id) && data.tags.includes(one?.tag) && typeof one.at === "string"));
    } catch {
      isKept = false;
    }
  };

  const keep = () => {
    try {
      localStorage.setItem(data.store, JSON.stringify(given));
    } catch {
      isKept = false;
    }
    part("trouble").hidden = isKept;
  };

  const tagOf = (item) => (Object.hasOwn(given, item.id) ? given[item.id].tag : null);
  const nTagged = () => data.items.filter((item) => tagOf(item) !== null).length;

  const show = () => {
    const item = data.items[place];
    part("text").textContent = item.text;
    part("place").textContent =
      `Text ${place + 1} of ${data.items.length}. Tagged: ${nTagged()}.`;
    part("progress").max = data.items.length;
    part("progress").value = nTagged();
    for (const button of part("tags").children) {
      button.setAttribute("aria-pressed", String(button.dataset.tag === tagOf(item)));
    }
    part("previous").disabled = place === 0;
    part("next").disabled = place === data.items.length - 1;
    part("clear").disabled = tagOf(item) === null;
    part("text").scrollTop = 0;
  };

  const move = (steps) => {
    place = Math.min(Math.max(place + steps, 0), data.items.length - 1);
    show();
  };

  // The next text without a tag, from here on and then from the start; else this one.
  const seek = () => {
    const n = data.items.length;
    for (let step = 1; step <= n; step += 1) {
      if (tagOf(data.items[(place + step) % n]) === null) {
        place = (place + step) % n;
        break;
      }
    }
    show();
  };

  const choose = (tag) => {
    given[data.items[place].id] = { tag, at: new Date().toISOString() };
    isSaved = false;
    keep();
    if (place < data.items.length - 1) move(1);
    else show();
  };

  const clear = () => {
    delete given[data.items[place].id];
    isSaved = false;
    keep();
    show();
  };

  const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;

  // The texts are in the warehouse already: the file holds none of them.
  const download = () => {
    const rows = data.items.filter((item) => tagOf(item) !== null).map((item) =>
      [data.project, item.id, "", data.tagger, given[item.id].tag, given[item.id].at]);
    const header = ["project", "item_id", "text", "tagger", "tag", "tagged_at"];
    const lines = [header, ...rows].map((row) => row.map(cell).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = data.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    isSaved = true;
    part("done").textContent = `${data.file}: ${rows.length} tags.`;
  };

  part("project").textContent = data.project;
  part("tagger").textContent = data.tagger;
  part("instructions").textContent = data.instructions;
  for (const example of data.examples) {
    const listed = element("li", "", { dir: "auto" });
    listed.append(element("span", example.text, { class: "text" }), " → ", element("b", example.tag));
    part("examples").append(listed);
  }
  data.tags.forEach((tag, number) => {
    const key = KEYS[number];
    const button = element("button", key ? `${key}: ${tag}` : tag, { type: "button" });
    button.dataset.tag = tag;
    button.addEventListener("click", () => choose(tag));
    part("tags").append(button);
  });
  part("previous").addEventListener("click", () => move(-1));
  part("next").addEventListener("click", () => move(1));
  part("untagged").addEventListener("click", seek);
  part("clear").addEventListener("click", clear);
  part("download").addEventListener("click", download);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const number = KEYS.indexOf(event.key);
    if (event.key.length === 1 && number >= 0 && number < data.tags.length) choose(data.tags[number]);
    else if (event.key === "ArrowLeft") move(-1);
    else if (event.key === "ArrowRight") move(1);
    else if (event.key === "n") seek();
    else if (event.key === "u" && tagOf(data.items[place]) !== null) clear();
    else return;
    event.preventDefault();
  });
  addEventListener("beforeunload", (event) => {
    if (!isKept && !isSaved) event.preventDefault();
  });

  // The same page in another window: what is tagged there must not be overwritten here.
  addEventListener("storage", (event) => {
    if (event.key !== data.store) return;
    recall();
    show();
  });

  recall();
  keep();
  place = Math.max(0, data.items.findIndex((item) => tagOf(item) === null));
  show();
})();
