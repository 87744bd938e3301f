// The page's own script: the two switches and the browsable questions. Everything that comes from a
// document or a question goes into the page as text, never as markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const PAGE = 50;
  const GOOD = new Set(["right", "withheld", "unjudged"]);
  const byName = new Map(data.measures.map((measure, index) => [measure.name, index]));
  const first = data.records[0];

  const english = () => root.lang === "en";
  const pick = (pair) => pair[english() ? 1 : 0];
  const word = (name) => pick(data.words[name]);

  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined || value === null) continue;
      if (name in element && typeof value !== "string") element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== undefined && child !== null));
    return element;
  }

  // ---- the switches --------------------------------------------------------------------------
  function remember(name, value) {
    try { localStorage.setItem(name, value); } catch { /* opened from disk: nothing is kept */ }
  }
  function remembered(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  }
  function speak() {
    document.title = `${data.name} · ${word("report")}`;
    for (const element of document.querySelectorAll("[data-attribute]")) {
      element.setAttribute(element.dataset.attribute, english() ? element.dataset.en : element.dataset.zh);
    }
  }
  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  document.getElementById("language").addEventListener("click", () => {
    root.lang = english() ? "zh-CN" : "en";
    speak();
    build();
  });
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    remember("youju-report-theme", root.dataset.theme);
  });
  document.getElementById("print").addEventListener("click", () => print());
  const theme = remembered("youju-report-theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  document.getElementById("all-documents")?.addEventListener("click", (event) => {
    document.querySelector("table.documents").classList.remove("cut");
    event.currentTarget.remove();
  });

  // ---- which questions, in which order ---------------------------------------------------------
  const state = {
    filter: "all", type: "", text: "", order: "order_file", page: 0, opponent: 1,
    measure: byName.has("right_reaction") ? byName.get("right_reaction") : (data.marks[0] ?? 0),
    open: new Set(),
  };
  const firstEvidence = ["evidence@1", "Success@1", "RR@10"].find((name) => byName.has(name));
  const haystacks = [];

  function haystack(index) {
    if (haystacks[index] === undefined) {
      const question = data.questions[index];
      const answers = data.records.map((records) => records[index]?.answer ?? "");
      const parts = [question.id, question.text, question.document ?? "", ...(question.gold ?? []), ...answers];
      haystacks[index] = parts.join("\n").toLowerCase();
    }
    return haystacks[index];
  }
  function value(run, index, measure) {
    return data.records[run][index]?.values[measure] ?? null;
  }
  // Which of the two runs did better: 1 the first, -1 the other, 0 neither.
  function duel(index) {
    const mine = value(0, index, state.measure);
    const theirs = value(state.opponent, index, state.measure);
    if (mine === null || theirs === null || mine === theirs) return 0;
    return (mine > theirs) === (data.measures[state.measure].higher !== false) ? 1 : -1;
  }
  function notFirst(index) {
    const found = value(0, index, byName.get(firstEvidence));
    return found !== null && found < 1;
  }
  const present = Object.keys(data.outcomes).filter((outcome) => first.some((record) => record?.outcome === outcome));
  const filters = {
    all: () => true,
    failures: (index) => first[index] && !GOOD.has(first[index].outcome),
    any_refused: (index) => ["refused", "withheld"].includes(first[index]?.outcome),
    ...Object.fromEntries(present.map((outcome) => [outcome, (index) => first[index]?.outcome === outcome])),
    ...(firstEvidence ? { not_first: notFirst } : {}),
    ...(data.runs.length > 1 ? {
      won: (index) => duel(index) > 0,
      lost: (index) => duel(index) < 0,
      differs: (index) => (first[index]?.answer ?? "") !== (data.records[state.opponent][index]?.answer ?? ""),
    } : {}),
  };
  function goodness(index) {
    const found = data.marks.map((mark) => good(mark, value(0, index, mark))).filter((one) => one !== null);
    const mean = found.length ? found.reduce((sum, one) => sum + one, 0) / found.length : 1;
    return mean + (first[index] && GOOD.has(first[index].outcome) ? 2 : 0);
  }
  const orders = {
    order_file: null,
    order_worst: goodness,
    order_unsure: (index) => first[index]?.confidence ?? 2,
    order_sure: (index) => -(first[index]?.confidence ?? -1),
    order_slow: (index) => -(first[index]?.ms ?? -1),
  };
  function chosen() {
    const wanted = state.text.trim().toLowerCase();
    const holds = filters[state.filter];
    const found = [];
    data.questions.forEach((question, index) => {
      if (state.type && question.type !== state.type) return;
      if (!holds(index) || (wanted && !haystack(index).includes(wanted))) return;
      found.push(index);
    });
    const key = orders[state.order];
    if (key) {
      const keys = new Map(found.map((index) => [index, key(index)]));
      found.sort((one, other) => keys.get(one) - keys.get(other) || one - other);
    }
    return found;
  }

  // ---- small things ------------------------------------------------------------------------------
  function good(measure, given) {
    const { unit, higher } = data.measures[measure];
    if (given === null || unit || higher === null) return null;
    return higher ? given : 1 - given;
  }
  function number(given, unit) {
    if (given === null || given === undefined) return "";
    return unit ? given.toFixed(1) : given.toFixed(Number.isInteger(given) ? 0 : 3);
  }
  function mark(measure, given) {
    const share = good(measure, given);
    const name = data.measures[measure].name;
    if (share === null) return make("span", { class: "mark none", title: `${name}: ${given === null ? word("no_value") : number(given, data.measures[measure].unit)}` });
    const dot = make("span", { class: "mark", role: "img", title: `${name}: ${number(given, "")}`, "aria-label": `${name} ${number(given, "")}` });
    dot.style.setProperty("--share", `${share * 360}deg`);
    return dot;
  }
  function chip(outcome) {
    return make("span", { class: `chip ${outcome}` }, make("i", { class: `swatch ${outcome}` }), pick(data.outcomes[outcome]));
  }
  function shape(run) {
    return make("i", { class: `shape series${run % 4}`, role: "img", "aria-label": data.runs[run] });
  }

  // Text with its quotes tinted and its gold underlined; both are stretches in UTF-16 units.
  function painted(text, quotes, gold) {
    const ends = new Set([0, text.length]);
    for (const [start, end] of [...quotes, ...gold]) { ends.add(start); ends.add(end); }
    const places = [...ends].filter((place) => place <= text.length).sort((one, other) => one - other);
    const within = (stretches, start) => stretches.some(([from, to]) => from <= start && start < to);
    const pieces = [];
    for (let index = 0; index + 1 < places.length; index += 1) {
      let piece = document.createTextNode(text.slice(places[index], places[index + 1]));
      if (within(gold, places[index])) piece = make("u", {}, piece);
      if (within(quotes, places[index])) piece = make("mark", {}, piece);
      pieces.push(piece);
    }
    return pieces;
  }
  function passage(number, gold, quotes, ...before) {
    const [name, headings, text, shortened] = data.passages[number];
    const [inText, inHeadings] = gold?.[number] ?? [[], []];
    const path = [];
    headings.forEach((heading, index) => {
      if (index) path.push(make("span", { class: "sep" }, "›"));
      path.push(make(inHeadings.includes(index) ? "u" : "span", {}, heading));
    });
    return [
      make("p", { class: "source" }, ...before, make("b", {}, name), " ", make("span", { class: "path" }, path)),
      make("p", { class: "passage" }, painted(text, quotes, inText), shortened ? "…" : ""),
    ];
  }
  function section(title, ...children) {
    return make("section", {}, make("h4", {}, title), ...children);
  }
  function list(entries, kind) {
    return make("ul", { class: kind }, entries.map((entry) => make("li", {}, entry)));
  }

  // ---- one question, opened ------------------------------------------------------------------------
  function goldOf(question) {
    const parts = [section(word("id"), make("p", {}, question.id))];
    if (question.history) parts.push(section(word("history"), list(question.history.map(([role, text]) => `${role}: ${text}`), "plain")));
    if (question.gold) parts.push(section(word("gold"), list(question.gold, "gold")));
    if (!question.answerable) parts.push(section(word("gold"), make("p", { class: "quiet" }, word("no_gold"))));
    if (question.evidence) parts.push(section(word("gold_evidence"), list(question.evidence.map((group) => group.map((text, index) => [index ? " / " : "", make("u", {}, text)]).flat()), "gold")));
    if (question.document) parts.push(section(word("document"), make("p", {}, question.document)));
    if (question.relevant) parts.push(section(word("gold_documents"), make("p", {}, question.relevant.map(([name, grade]) => `${name} (${grade})`).join(", "))));
    return make("div", { class: "asked" }, parts);
  }
  function cited([number, at, quotes, outside], gold) {
    const parts = passage(at, gold, quotes, make("span", { class: "count" }, String(number)));
    if (outside.length) parts.push(make("p", { class: "outside" }, `${word("quoted_outside")}: `, outside.map((text) => make("mark", {}, text))));
    return parts;
  }
  function answerOf(run, index) {
    const record = data.records[run][index];
    const heading = data.runs.length > 1 ? [make("h3", {}, shape(run), data.runs[run])] : [];
    if (!record) return make("div", { class: "answered" }, heading, make("p", { class: "quiet" }, word("no_answer")));
    const parts = [make("p", { class: "reply" }, record.answer || make("span", { class: "quiet" }, word("no_answer")))];
    parts.push(make("p", { class: "meta" }, chip(record.outcome),
      record.confidence === undefined ? null : make("span", {}, `${word("confidence")} ${record.confidence.toFixed(3)}`),
      record.ms === undefined ? null : make("span", {}, `${record.ms} ${word("milliseconds")}`)));
    if (record.reason) parts.push(make("p", { class: "quiet" }, `${word("reason")}: ${record.reason}`));
    if (record.cited) parts.push(section(word("cited"), make("ol", { class: "passages lit" }, record.cited.map((one) => make("li", {}, cited(one, record.gold))))));
    if (record.found) {
      const rows = record.found.map(([at, score], rank) => make("li", {}, passage(at, record.gold, [],
        make("span", { class: "count" }, String(rank + 1)),
        score === null ? null : make("span", { class: "score", title: word("score") }, score.toFixed(3)))));
      parts.push(section(word("retrieved"), make("ol", { class: "passages" }, rows),
        record.more ? make("p", { class: "quiet" }, `${record.more} ${word("not_kept")}`) : null));
    }
    const values = record.values.map((given, measure) => given === null ? null
      : make("div", {}, make("dt", {}, data.measures[measure].name), make("dd", {}, number(given, data.measures[measure].unit))));
    parts.push(section(word("values"), make("dl", { class: "values" }, values)));
    return make("div", { class: "answered" }, heading, parts);
  }
  function detail(index) {
    return make("div", { class: "detail" },
      make("p", { class: "key" }, word("key")),
      goldOf(data.questions[index]),
      make("div", { class: "runs" }, data.runs.map((_, run) => answerOf(run, index))));
  }

  // ---- the table -----------------------------------------------------------------------------------
  function row(index) {
    const question = data.questions[index];
    const record = first[index];
    const body = make("tbody");
    const place = `detail-${index}`;
    const button = make("button", { type: "button", class: "open", "aria-expanded": "false", "aria-controls": place, title: question.id }, make("span", {}, question.id));
    const cells = [
      make("td", { class: "identity" }, button, make("span", { class: "kind" }, question.type, question.generated ? ` · ${word("generated")}` : "")),
      make("td", { class: "words" }, make("p", { class: "asks" }, question.text),
        make("p", { class: "says" }, record?.answer || make("span", { class: "quiet" }, record?.reason || word("no_answer"))),
        question.gold ? make("p", { class: "golds" }, `${word("gold")}: ${question.gold.join(" / ")}`) : null),
      make("td", { class: "came" }, data.runs.map((_, run) => data.records[run][index]
        ? make("span", { class: "came-of" }, data.runs.length > 1 ? shape(run) : null, chip(data.records[run][index].outcome)) : null),
        record?.confidence === undefined ? null : make("span", { class: "sure" }, record.confidence.toFixed(2))),
      ...data.marks.map((measure) => make("td", { class: "dot", "data-name": data.measures[measure].name }, mark(measure, value(0, index, measure)))),
    ];
    const line = make("tr", { class: "line" }, cells);
    body.append(line);
    function show(open) {
      button.setAttribute("aria-expanded", String(open));
      body.classList.toggle("opened", open);
      body.querySelector(".detail-row")?.remove();
      if (open) body.append(make("tr", { class: "detail-row", id: place }, make("td", { colSpan: cells.length }, detail(index))));
    }
    line.addEventListener("click", (event) => {
      if (String(getSelection()) && event.target !== button) return;
      const open = !state.open.has(index);
      if (open) state.open.add(index); else state.open.delete(index);
      show(open);
    });
    if (state.open.has(index)) show(true);
    return body;
  }
  function render() {
    const found = chosen();
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    state.page = Math.min(state.page, pages - 1);
    const rows = found.slice(state.page * PAGE, (state.page + 1) * PAGE).map(row);
    const head = make("thead", {}, make("tr", {},
      make("th", { scope: "col" }, word("id")), make("th", { scope: "col" }, word("question")),
      make("th", { scope: "col" }, word("outcome")),
      data.marks.map((measure) => make("th", { scope: "col", class: "dot" }, make("span", {}, data.measures[measure].name)))));
    results.replaceChildren(rows.length ? make("table", { class: "questions" }, head, rows) : make("p", { class: "empty" }, word("nothing")));
    count.textContent = `${found.length} / ${data.questions.length} ${word("shown")}`;
    pager.replaceChildren();
    if (pages > 1) {
      const turn = (step, name) => make("button", { type: "button", disabled: step < 0 ? state.page === 0 : state.page === pages - 1, onclick: () => { state.page += step; render(); pager.closest("section").scrollIntoView(); } }, word(name));
      pager.append(turn(-1, "previous"), make("span", {}, `${state.page + 1} / ${pages}`), turn(1, "next"));
    }
  }
  let results, count, pager;
  function choice(name, entries, selected, set) {
    const options = entries.map(([key, text]) => make("option", { value: String(key), selected: key === selected }, text));
    const box = make("select", { onchange: (event) => { set(event.target.value); state.page = 0; render(); } }, options);
    return make("label", {}, make("span", {}, word(name)), box);
  }
  function controls() {
    const types = [...new Set(data.questions.map((question) => question.type))];
    const search = make("input", { type: "search", value: state.text, placeholder: word("search"), "aria-label": word("search") });
    search.addEventListener("input", () => { state.text = search.value; state.page = 0; render(); });
    const count = (name) => data.questions.reduce((sum, _, index) => sum + (filters[name](index) ? 1 : 0), 0);
    const parts = [search,
      choice("filter", Object.keys(filters).map((name) => [name, `${data.outcomes[name] ? pick(data.outcomes[name]) : word(name)} (${count(name)})`]), state.filter, (name) => { state.filter = name; })];
    if (types.length > 1) parts.push(choice("type", [["", word("all_types")], ...types.map((type) => [type, type])], state.type, (type) => { state.type = type; }));
    parts.push(choice("sort", Object.keys(orders).map((name) => [name, word(name)]), state.order, (name) => { state.order = name; }));
    if (data.runs.length > 1) parts.push(choice("against", data.measures.map((measure, index) => [index, measure.name]), state.measure, (index) => { state.measure = Number(index); build(); }));
    if (data.runs.length > 2) parts.push(choice("opponent", data.runs.map((label, index) => [index, label]).slice(1), state.opponent, (index) => { state.opponent = Number(index); build(); }));
    return make("div", { class: "controls", role: "search" }, parts);
  }
  function build() {
    results = make("div", { class: "results" });
    count = make("p", { class: "shown", role: "status" });
    pager = make("div", { class: "pager" });
    document.getElementById("browser").replaceChildren(controls(), count, results, pager);
    render();
  }
  for (const button of document.querySelectorAll("[data-show]")) {
    button.addEventListener("click", () => {
      Object.assign(state, { filter: button.dataset.show, type: "", text: "", page: 0 });
      build();
      document.getElementById("questions").focus();
    });
  }
  speak();
  build();
})();
