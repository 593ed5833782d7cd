(() => {
  "use strict";
  const report = JSON.parse(document.getElementById("report-data").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const figures = [...document.querySelectorAll("figure.chart")];
  const picker = document.getElementById("course");
  const MAX_TABLE_ROWS = 500;
  const NARROW = 480; // pixels
  const MAX_UNSEARCHED = 12; // values that a list shows at one glance
  let course = picker ? picker.value : report.courses[0];

  const say = (text, values = {}) =>
    Object.entries(values).reduce(
      (said, [name, value]) => said.replace(`{${name}}`, value), report.texts[text] || text);
  const chartOf = (figure) => report.charts[figure.dataset.chart];
  const resultOf = (figure) => {
    const chart = chartOf(figure), result = chart.results[chart.per_course ? course : "*"];
    result.rows ??= unpacked(result.columns);
    return result;
  };

  // Rows of columns; one of texts that repeat holds its distinct values, and which is where.
  const unpacked = (columns) => {
    const whole = columns.map((column) =>
      Array.isArray(column) ? column : column.at.map((place) => column.values[place]));
    return (whole[0] ?? []).map((_, row) => whole.map((column) => column[row]));
  };

  // The rows on show: those of the value that the selector names.
  const rowsOf = (figure) => {
    const chart = chartOf(figure), result = resultOf(figure);
    const select = figure.querySelector(".selector");
    if (!select) return result.rows;
    const place = chart.names.indexOf(chart.selector);
    return result.rows.filter((row) => String(row[place]) === select.value);
  };

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // The values of the selector, in the order of the data; of a long list those that a word is in.
  const fillSelector = (figure) => {
    const select = figure.querySelector(".selector");
    if (!select) return;
    const chart = chartOf(figure), place = chart.names.indexOf(chart.selector);
    const values = [...new Set(resultOf(figure).rows.map((row) => String(row[place])))];
    const search = figure.querySelector(".search"), wanted = plain(search.value.trim());
    const found = values.filter((value) => plain(value).includes(wanted));
    const before = select.value;
    const listed = found.length ? found : values.filter((value) => value === before);
    select.replaceChildren(...listed.map((value) => new Option(value, value)));
    if (found.includes(before)) select.value = before;
    select.closest(".picker").hidden = values.length === 0;
    search.closest("label").hidden = values.length <= MAX_UNSEARCHED;
    figure.querySelector(".found").textContent =
      wanted ? say("{n} of {all}", { n: shown(found.length, "number"), all: shown(values.length, "number") }) : "";
  };

  // Height in pixels. Vega-Lite does not fit the width of a chart whose height is a step per bar.
  const heightOf = (spec, values) => {
    if (!spec.height?.step) return spec.height;
    const encoding = spec.encoding ?? spec.layer[0].encoding;
    const count = (definition) =>
      definition?.field ? new Set(values.map((row) => row[definition.field])).size : 1;
    return Math.max(40, spec.height.step * count(encoding.y) * count(encoding.yOffset));
  };

  // The spec with the colours that values have in every chart.
  const coloured = (spec, column, scale) => {
    const own = structuredClone(spec);
    for (const { encoding } of [own, ...(own.layer ?? [])]) {
      if (encoding?.color?.field === column) encoding.color.scale = scale;
    }
    return own;
  };

  const draw = (figure) => {
    const chart = chartOf(figure), plot = figure.querySelector(".plot"), rows = rowsOf(figure);
    const result = resultOf(figure);
    const select = figure.querySelector(".selector");
    const words = select ? result.words[select.value] ?? result.words[""] : result.words[""];
    figure.querySelector(".words").textContent = words;
    const nothing = figure.querySelector(".nothing");
    nothing.textContent = rows.length === 0 ? words : "";
    nothing.hidden = rows.length > 0;
    for (const part of figure.querySelectorAll(".data, .told")) part.hidden = rows.length === 0;
    if (figure.querySelector(".data").open) fillTable(figure);
    plot.classList.toggle("empty", rows.length === 0);
    plot.classList.remove("waiting");
    if (figure.view) figure.view.finalize();
    figure.view = null;
    // One image with its words, not a thing to read aloud for every mark: the table has the numbers.
    const canvas = document.createElement("div");
    canvas.ariaHidden = "true";
    plot.role = "img";
    plot.ariaLabel = words;
    plot.replaceChildren(canvas);
    if (rows.length === 0) {
      plot.replaceChildren();
      plot.removeAttribute("role");
      plot.removeAttribute("aria-label");
      figure.dataset.drawn = "empty";
      return Promise.resolve();
    }
    const values = rows.map((row) =>
      Object.fromEntries(chart.names.map((name, place) => [name, row[place]])));
    const narrow = plot.clientWidth < NARROW;
    const config = structuredClone(report.themes[dark.matches ? "dark" : "light"]);
    config.axis.labelLimit = Math.max(120, Math.round(0.42 * plot.clientWidth));
    if (narrow) {
      config.legend.columns = 2;
      config.axisX.titleAnchor = "end";
      config.axisX.titleLimit = plot.clientWidth - 20;
    }
    const scale = chart.color && result.scales[select ? select.value : ""];
    const spec = {
      ...(scale ? coloured(chart.spec, chart.color, scale) : chart.spec), config, width: "container", height: heightOf(chart.spec, values),
      data: { values, format: { type: "json", parse: chart.parse } },
    };
    const options = {
      actions: false, renderer: "svg", tooltip: { theme: dark.matches ? "dark" : "light" },
      ...report.locale,
    };
    return vegaEmbed(canvas, spec, options).then((embedded) => {
      figure.view = embedded;
      figure.dataset.drawn = "yes";
    }).catch((error) => {
      figure.dataset.drawn = "failed";
      console.error(figure.dataset.chart, error);
    });
  };

  const shown = (value, kind) => {
    if (value === null) return say("unknown");
    if (kind === "date") {
      const [year, month, day] = value.split("-").map(Number);
      return `${day} ${report.months[month - 1]} ${year}`;
    }
    if (kind === "number") {
      const { decimal = ".", thousands = "," } = report.locale.formatLocale ?? {};
      return value.toLocaleString("en", { maximumFractionDigits: 3 })
        .replace(/[.,]/g, (sign) => (sign === "." ? decimal : thousands));
    }
    if (kind === "boolean") return say(value ? "yes" : "no");
    return String(value);
  };

  const fillTable = (figure) => {
    const chart = chartOf(figure), rows = rowsOf(figure);
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const title of chart.titles) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = title;
      head.append(cell);
    }
    const body = table.createTBody();
    for (const row of rows.slice(0, MAX_TABLE_ROWS)) {
      const line = body.insertRow();
      row.forEach((value, place) => {
        const cell = line.insertCell(), kind = chart.kinds[place];
        cell.textContent = shown(value, kind);
        if (kind === "number") cell.className = "number";
      });
    }
    const parts = [table];
    if (rows.length > MAX_TABLE_ROWS) {
      const note = document.createElement("p");
      note.className = "note";
      note.textContent = say("The first {n} of {all} rows; the CSV has them all.",
        { n: MAX_TABLE_ROWS, all: rows.length });
      parts.push(note);
    }
    figure.querySelector(".data .scroll").replaceChildren(...parts);
  };

  // A cell of CSV (RFC 4180). A text that a spreadsheet would run as a formula gets a quote before it.
  const csvCell = (value) => {
    if (value === null) return "";
    let text = String(value);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  const saveCsv = (figure) => {
    const chart = chartOf(figure);
    const lines = [chart.names, ...resultOf(figure).rows].map((row) => row.map(csvCell).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = `${figure.id}${chart.per_course ? "-" + course.replace(/[^\w.-]+/g, "_") : ""}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  // What is about the whole warehouse stands on the page of all courses, where there is one.
  const isShown = (figure) =>
    chartOf(figure).per_course ? course !== "*" : course === "*" || report.courses.length === 1;

  const waiting = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      waiting.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "400px" });

  const show = (chosen) => {
    course = chosen;
    for (const section of document.querySelectorAll("section.course")) {
      section.hidden = section.dataset.course !== course;
      if (!section.hidden) {
        document.getElementById("title").textContent = section.dataset.title;
        document.title = section.dataset.title;
      }
    }
    for (const figure of figures) {
      waiting.unobserve(figure);
      figure.hidden = !isShown(figure);
      if (figure.hidden) continue;
      const search = figure.querySelector(".search");
      if (search) search.value = "";
      fillSelector(figure);
      const empty = resultOf(figure).rows.length === 0;
      figure.classList.toggle("without-data", empty);
      if (empty) draw(figure);
      else {
        figure.querySelector(".plot").classList.add("waiting");
        waiting.observe(figure);
      }
    }
    for (const topic of document.querySelectorAll("section.topic")) {
      topic.hidden = [...topic.querySelectorAll("figure.chart")].every((figure) => figure.hidden);
      document.querySelector(`nav a[href="#${topic.id}"]`).parentElement.hidden = topic.hidden;
      const full = [...topic.querySelectorAll("figure.chart:not([hidden], .without-data)")];
      full.forEach((figure, place) =>
        figure.classList.toggle("wide", full.length % 2 === 1 && place === full.length - 1));
    }
    if (picker) picker.value = course;
  };

  for (const figure of figures) {
    figure.querySelector(".selector")?.addEventListener("change", () => draw(figure));
    figure.querySelector(".search")?.addEventListener("input", () => {
      const select = figure.querySelector(".selector"), before = select.value;
      fillSelector(figure);
      if (select.value && select.value !== before) draw(figure);
    });
    figure.querySelector(".data").addEventListener("toggle", () => fillTable(figure));
    figure.querySelector(".csv").addEventListener("click", () => saveCsv(figure));
  }
  picker?.addEventListener("change", () => show(picker.value));
  for (const link of document.querySelectorAll("[data-go]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.dataset.go);
      document.getElementById("numbers").focus();
    });
  }
  const drawAll = () => Promise.all(
    figures.filter((figure) => !figure.hidden).map((figure) => (waiting.unobserve(figure), draw(figure))));
  dark.addEventListener("change", drawAll);
  // On paper the words of every chart are open: nobody can click there.
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const words of document.querySelectorAll("details.told:not([open])")) {
      words.open = true;
      opened.push(words);
    }
    drawAll();
  });
  addEventListener("afterprint", () => {
    for (const words of opened.splice(0)) words.open = false;
  });
  // For tests and for whoever prints the page by a program.
  globalThis.moocdbReport = { show, drawAll };
  show(course);
})();
