(() => {
  "use strict";
  const report = JSON.parse(document.getElementById("report-data").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const figures = [...document.querySelectorAll("figure.chart")];
  const picker = document.getElementById("course");
  const MAX_TABLE_ROWS = 500;
  const NARROW = 480; // pixels
  let course = picker ? picker.value : report.courses[0];

  const say = (text, values = {}) =>
    Object.entries(values).reduce(
      (said, [name, value]) => said.replace(`{${name}}`, value), report.texts[text] || text);
  const chartOf = (figure) => report.charts[figure.dataset.chart];
  const resultOf = (figure) => {
    const chart = chartOf(figure);
    return chart.results[chart.per_course ? course : "*"];
  };

  // The rows on show: those of the value that the selector names.
  const rowsOf = (figure) => {
    const chart = chartOf(figure), result = resultOf(figure);
    const select = figure.querySelector(".selector");
    if (!select || !select.value) return result.rows;
    const place = chart.names.indexOf(chart.selector);
    return result.rows.filter((row) => String(row[place]) === select.value);
  };

  const fillSelector = (figure) => {
    const select = figure.querySelector(".selector");
    if (!select) return;
    const chart = chartOf(figure), place = chart.names.indexOf(chart.selector);
    const values = [...new Set(resultOf(figure).rows.map((row) => String(row[place])))];
    select.replaceChildren(...values.map((value) => new Option(value, value)));
    select.closest(".picker").hidden = values.length === 0;
  };

  // Height in pixels. Vega-Lite does not fit the width of a chart whose height is a step per bar.
  const heightOf = (spec, values) => {
    if (!spec.height?.step) return spec.height;
    const encoding = spec.encoding ?? spec.layer[0].encoding;
    const count = (definition) =>
      definition?.field ? new Set(values.map((row) => row[definition.field])).size : 1;
    return Math.max(40, spec.height.step * count(encoding.y) * count(encoding.yOffset));
  };

  const draw = (figure) => {
    const chart = chartOf(figure), plot = figure.querySelector(".plot"), rows = rowsOf(figure);
    const result = resultOf(figure);
    const select = figure.querySelector(".selector");
    const words = select ? result.words[select.value] ?? result.words[""] : result.words[""];
    figure.querySelector(".words").textContent = words;
    figure.querySelector(".data").hidden = rows.length === 0;
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
    if (narrow) {
      config.axis.labelLimit = 110;
      config.legend.columns = 2;
      config.axisX.titleAnchor = "end";
      config.axisX.titleLimit = plot.clientWidth - 20;
    }
    const spec = {
      ...chart.spec, config, width: "container", height: heightOf(chart.spec, values),
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
    if (value === null) return "";
    if (kind === "number") return Number(value).toLocaleString(report.language, { maximumFractionDigits: 3 });
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

  const isShown = (figure) => !chartOf(figure).per_course || course !== "*";

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
      fillSelector(figure);
      const empty = resultOf(figure).rows.length === 0;
      if (empty) draw(figure);
      else {
        figure.querySelector(".plot").classList.add("waiting");
        waiting.observe(figure);
      }
    }
    for (const topic of document.querySelectorAll("section.topic")) {
      topic.hidden = [...topic.querySelectorAll("figure.chart")].every((figure) => figure.hidden);
      document.querySelector(`nav a[href="#${topic.id}"]`).parentElement.hidden = topic.hidden;
    }
    if (picker) picker.value = course;
  };

  for (const figure of figures) {
    figure.querySelector(".selector")?.addEventListener("change", () => draw(figure));
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
  addEventListener("beforeprint", drawAll);
  // For tests and for whoever prints the page by a program.
  globalThis.moocdbReport = { show, drawAll };
  show(course);
})();
