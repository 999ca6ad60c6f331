// The studio's editor: a plain text field, with its colours drawn underneath it.
// What is typed stays in this browser until the server has stored it.
const EXAMINE_AFTER = 90, WORDS_AFTER = 60, TELL_AFTER = 700;

export default function (component) {
  const { parentElement, data } = component;
  const host = parentElement.querySelector(".ink") || build(parentElement);
  if (!host.ink || host.ink.slug !== data.slug) { host.ink = new Ink(host, data); }
  host.ink.meet(component);
}

function make(tag, attributes, ...children) {
  const one = document.createElement(tag);
  for (const name in attributes) { if (attributes[name] !== null) { one.setAttribute(name, attributes[name]); } }
  one.append(...children);
  return one;
}

const symbol = (name) => make("span", { class: "ms", "aria-hidden": "true" }, name);

function build(parent) {
  const host = make("div", { class: "ink" },
    make("div", { class: "ink-bar" },
      make("select", { class: "ink-files" }), make("button", { type: "button", class: "ink-pair", hidden: "" }),
      make("input", { class: "ink-fresh", hidden: "", spellcheck: "false", placeholder: "brief/step-4.zh.md" }),
      make("button", { type: "button", class: "ink-add" }, symbol("note_add")), make("button", { type: "button", class: "ink-drop" }, symbol("delete")),
      make("span", { class: "ink-kept", role: "status" }), make("button", { type: "button", class: "ink-save" })),
    make("div", { class: "ink-page" },
      make("div", { class: "ink-sheet" },
        make("div", { class: "ink-lines", "aria-hidden": "true" }),
        make("textarea", { class: "ink-text", spellcheck: "false", autocomplete: "off", autocapitalize: "off", wrap: "soft" })),
      make("ul", { class: "ink-words", role: "listbox", hidden: "" })),
    make("div", { class: "ink-list" }),
    make("div", { class: "ink-status" }, make("span", { class: "ink-count", role: "status" }), make("span", { class: "ink-scores" }), make("span", { class: "ink-place" })));
  parent.append(host);
  return host;
}

class Ink {
  constructor(host, data) {
    this.host = host; this.slug = data.slug; this.problems = null; this.files = {}; this.places = {};
    this.cells = []; this.offered = []; this.chosen = 0; this.flying = false; this.again = false; this.seen = null;
    for (const name of ["files", "pair", "fresh", "add", "drop", "kept", "save", "page", "lines", "text", "words", "list", "count", "scores", "place"]) {
      this[name + "Box"] = host.querySelector(".ink-" + name);
    }
    this.area = this.textBox;
    this.recall(data);
    this.listen();
  }

  // --- with the server ------------------------------------------------------------------------
  meet(component) {
    const { data } = component;
    this.set = component.setStateValue; this.press = component.setTriggerValue;
    const fresh = !this.data || this.data.lang !== data.lang, before = this.data;
    this.data = data;
    this.say = data.say;
    this.area.readOnly = data.locked;
    if (data.settled !== this.seen) { this.settle(data); }
    if (!this.dirty() && this.base !== data.revision) { this.base = data.revision; }
    for (const path in this.files) { if (this.files[path] === (data.saved[path] ?? null)) { delete this.files[path]; } }
    if (!this.dirty()) { this.base = data.revision; }
    this.remember();
    if (fresh) { this.words(); }
    const gone = !(this.at in this.all());
    if (gone) { this.at = Object.keys(this.all())[0]; }
    if (fresh || gone || !before || this.area.value !== this.text()) { this.open(this.at, !before); }
    this.paintFiles(); this.paintState();
    this.scoresBox.textContent = data.scores;
    if (fresh || before.revision !== data.revision) { this.examine(); if (!before && this.dirty()) { this.tell(); } }
  }
  words() {
    this.saveBox.textContent = this.say.save;
    this.filesBox.setAttribute("aria-label", this.say.file);
    this.area.setAttribute("aria-label", this.say.editor);
    this.wordsBox.setAttribute("aria-label", this.say.words);
    for (const [box, said] of [[this.addBox, this.say.file_new], [this.dropBox, this.say.file_drop], [this.freshBox, this.say.file_name]]) { box.title = said; box.setAttribute("aria-label", said); }
  }
  // A save was stored, or a conflict was settled: what stands on the server now is the ground.
  // What was typed since is kept under the name of the last such turn, so it outlives this field.
  settle(data) {
    this.seen = data.settled;
    if (!data.settled) { return; }
    if (!data.mine) { this.files = {}; }
    for (const path in this.sent || {}) { if (this.files[path] === this.sent[path]) { delete this.files[path]; } }
    this.base = data.revision; this.sent = null; this.saving = false;
  }
  all() {
    const all = { ...this.data.saved };
    for (const path in this.files) { if (this.files[path] === null) { delete all[path]; } else { all[path] = this.files[path]; } }
    return all;
  }
  text() { return this.files[this.at] ?? this.data.saved[this.at] ?? ""; }
  dirty() { return Object.keys(this.files).length > 0; }
  tell() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.set("work", { revision: this.base, files: { ...this.files } }), TELL_AFTER);
  }
  save() {
    if (this.data.locked || !this.dirty()) { return; }
    clearTimeout(this.telling);
    this.saving = true; this.sent = { ...this.files };
    this.paintState();
    this.press("save", { revision: this.base, files: this.sent, stamp: Date.now() });
    setTimeout(() => { if (this.saving) { this.saving = false; this.paintState(); } }, 8000);
  }

  // --- in this browser ------------------------------------------------------------------------
  key() { return "sandbox/studio/" + this.data.who + "/" + this.slug; }
  recall(data) {
    this.base = data.revision; this.at = data.open || Object.keys(data.saved)[0];
    this.data = data;
    try {
      const kept = JSON.parse(localStorage.getItem(this.key()) || "null");
      if (kept && kept.files) {
        this.files = kept.files; this.base = kept.base; this.seen = kept.settled; this.at = data.open || kept.at || this.at;
        this.recalled = this.dirty();
      }
    } catch (nothing) { this.forgetful = true; }
    this.data = null;
  }
  remember() {
    clearTimeout(this.keeping);
    try {
      if (this.dirty()) { localStorage.setItem(this.key(), JSON.stringify({ base: this.base, files: this.files, at: this.at, settled: this.seen })); }
      else { localStorage.removeItem(this.key()); }
      this.forgetful = false;
    } catch (full) { this.forgetful = true; }
  }

  // --- writing --------------------------------------------------------------------------------
  listen() {
    const area = this.area;
    area.addEventListener("input", () => this.typed());
    area.addEventListener("keydown", (event) => this.keyed(event));
    area.addEventListener("mousemove", (event) => this.hint(event));
    area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.filesBox.addEventListener("change", () => { this.open(this.filesBox.value); this.area.focus(); });
    this.pairBox.addEventListener("click", () => { this.open(this.pairBox.dataset.path); this.area.focus(); });
    this.saveBox.addEventListener("click", () => this.save());
    this.addBox.addEventListener("click", () => { this.freshBox.hidden = !this.freshBox.hidden; if (!this.freshBox.hidden) { this.freshBox.focus(); } });
    this.freshBox.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { this.freshBox.hidden = true; }
      if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); this.begin(this.freshBox.value.trim()); }
    });
    this.dropBox.addEventListener("click", () => this.drop());
    this.wordsBox.addEventListener("mousedown", (event) => {
      const item = event.target.closest("li");
      if (item) { event.preventDefault(); this.chosen = Number(item.dataset.n); this.take(); }
    });
    const ears = { click: (event) => this.jumped(event), selectionchange: () => this.moved(), keydown: (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); this.save(); } } };
    const leave = (event) => { this.remember(); if (this.forgetful && this.dirty()) { event.preventDefault(); } };
    const away = () => {
      for (const name in ears) { document.removeEventListener(name, ears[name]); }
      window.removeEventListener("beforeunload", leave);
    };
    for (const name in ears) {
      const hear = ears[name];
      ears[name] = (event) => { if (this.host.isConnected) { hear(event); } else { away(); } };
      document.addEventListener(name, ears[name]);
    }
    window.addEventListener("beforeunload", leave);
    new ResizeObserver(() => this.close()).observe(this.host);
  }
  typed() {
    this.last = performance.now();
    const text = this.area.value;
    if (text === this.data.saved[this.at]) { delete this.files[this.at]; } else { this.files[this.at] = text; }
    this.paint();
    clearTimeout(this.keeping); this.keeping = setTimeout(() => this.remember(), 120);
    clearTimeout(this.examining); this.examining = setTimeout(() => this.examine(), EXAMINE_AFTER);
    this.tell(); this.paintState();
    const before = this.before();
    const word = /[\w.$-]*$/.exec(before)[0];
    if (this.offered.length && word.startsWith(this.asked || "\u0000") && word) { this.offer(); }
    else if (!/^\s*#/.test(before) && (word || /(^|\s)[\w-]+: $|^\s*- $/.test(before))) { this.ask(); }
    else { this.close(); }
  }
  before() { return this.area.value.slice(0, this.area.selectionStart).split("\n").pop(); }
  insert(text) {
    if (!document.execCommand("insertText", false, text)) { this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end"); this.typed(); }
  }
  keyed(event) {
    if (event.isComposing) { return; }
    const shown = !this.wordsBox.hidden;
    if (event.ctrlKey && event.key === " ") { event.preventDefault(); this.ask(); return; }
    if (shown && ["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "Escape") { this.close(); }
      else if (event.key.startsWith("Arrow")) { this.chosen += event.key === "ArrowDown" ? 1 : -1; this.offer(); }
      else { this.take(); }
      return;
    }
    if (event.key === "Escape") { this.leaving = true; return; }
    if (event.key === "Tab" && !event.shiftKey && !this.leaving && !this.area.readOnly) { event.preventDefault(); this.insert("  "); }
    else if (event.key === "Enter" && !event.shiftKey && this.at.endsWith(".yaml") && !this.area.readOnly) {
      event.preventDefault();
      const line = this.before(), deep = /^ */.exec(line)[0].length + (/^\s*- /.test(line) ? 2 : 0) + (/[:|>]\s*$/.test(line) ? 2 : 0);
      this.insert("\n" + " ".repeat(deep));
    }
    this.leaving = false;
  }
  open(path, first) {
    if (this.at && this.area.value !== "" && !first) { this.places[this.at] = [this.area.selectionStart, this.pageBox.scrollTop]; }
    this.at = path;
    this.area.value = this.text();
    this.cells = []; this.linesBox.replaceChildren();
    const [caret, top] = this.places[path] || [0, 0];
    this.area.setSelectionRange(caret, caret);
    this.paint(); this.mark(); this.close(); this.paintFiles();
    this.pageBox.scrollTop = top;
  }
  // A brief is begun in both languages.
  begin(path) {
    if (!/^[\w-]+(\/[\w-]+)*(\.[\w-]+)+$/.test(path)) { this.freshBox.setCustomValidity(this.say.file_name); this.freshBox.reportValidity(); this.freshBox.setCustomValidity(""); return; }
    const pair = /\.(zh|en)\.md$/.test(path) ? [path.replace(/en\.md$/, "zh.md"), path.replace(/zh\.md$/, "en.md")] : [path];
    const all = this.all();
    for (const one of pair) { if (!(one in all)) { this.files[one] = one.endsWith(".md") ? "\n" : ""; } }
    this.freshBox.hidden = true; this.freshBox.value = "";
    this.open(path); this.changed(); this.area.focus();
  }
  drop() {
    if (this.data.locked || this.at === "scenario.yaml") { return; }
    if (this.at in this.data.saved) { this.files[this.at] = null; } else { delete this.files[this.at]; }
    this.open("scenario.yaml"); this.changed();
  }
  changed() { this.remember(); this.examine(); this.tell(); this.paintState(); this.paintFiles(); }
  jumped(event) {
    const link = event.target.closest && event.target.closest("[data-jump]");
    if (!link) { return; }
    event.preventDefault();
    const [path, line, column] = link.dataset.jump.split(":");
    this.jump(path, Number(line), Number(column || 1));
  }
  jump(path, line, column) {
    if (!(path in this.all())) { return; }
    if (path !== this.at) { this.open(path); }
    const lines = this.area.value.split("\n"), row = Math.min(Math.max(line, 1), lines.length);
    const from = lines.slice(0, row - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const at = from + Math.min(column - 1, lines[row - 1].length);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(at, from + lines[row - 1].length);
    const cell = this.linesBox.children[row - 1];
    this.pageBox.scrollTop = cell.offsetTop - this.pageBox.clientHeight / 3;
    this.host.scrollIntoView({ block: "nearest" });
  }
  moved() {
    if (document.activeElement !== this.area) { return; }
    const before = this.area.value.slice(0, this.area.selectionStart).split("\n");
    this.placeBox.textContent = this.say.place.replace("{line}", before.length).replace("{column}", before.at(-1).length + 1);
    const row = this.linesBox.children[before.length - 1];
    if (row !== this.row) {
      if (this.row) { this.row.classList.remove("here"); }
      if (row) { row.classList.add("here"); }
      this.row = row;
    }
  }
  hint(event) {
    const gutter = event.offsetX < 52;
    const row = gutter ? [...this.linesBox.querySelectorAll(".bad, .odd")].find((one) => event.offsetY >= one.offsetTop && event.offsetY < one.offsetTop + one.offsetHeight) : null;
    this.area.title = row ? row.dataset.why : "";
  }

  // --- problems -------------------------------------------------------------------------------
  examine() {
    if (this.flying) { this.again = true; return; }
    this.flying = true; this.again = false;
    const asked = this.last;
    this.post("examine", { files: this.files, lang: this.data.lang }).then((told) => {
      this.problems = told.problems;
      this.listBox.innerHTML = told.list;
      this.mark(); this.paintFiles();
      const grave = this.problems.filter((one) => one.severity === "error").length;
      this.countBox.textContent = told.count;
      this.countBox.className = "ink-count " + (grave ? "bad" : this.problems.length ? "odd" : "good");
      if (asked && asked === this.last) { this.host.dataset.waited = Math.round(performance.now() - asked); this.last = 0; }
    }).catch(() => { this.countBox.textContent = this.say.lost; this.countBox.className = "ink-count odd"; setTimeout(() => { if (this.host.isConnected) { this.examine(); } }, 3000); })
      .finally(() => { this.flying = false; if (this.again) { this.examine(); } });
  }
  post(what, body) {
    return fetch("/studio/" + this.slug + "/" + what, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
      .then((answer) => { if (answer.status === 403) { this.remember(); location.reload(); } if (!answer.ok) { throw new Error(answer.status); } return answer.json(); });
  }
  mark() {
    for (const row of this.linesBox.querySelectorAll(".bad, .odd")) { row.classList.remove("bad", "odd"); delete row.dataset.why; }
    for (const one of this.problems || []) {
      const row = one.file === this.at ? this.linesBox.children[one.line - 1] : null;
      if (!row) { continue; }
      row.classList.add(one.severity === "error" ? "bad" : "odd");
      row.dataset.why = (row.dataset.why ? row.dataset.why + "\n" : "") + one.sentence + (one.fix ? "\n" + one.fix : "");
    }
  }

  // --- completion -----------------------------------------------------------------------------
  ask() {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => {
      const before = this.area.value.slice(0, this.area.selectionStart).split("\n");
      this.asked = /[\w.$-]*$/.exec(before.at(-1))[0];
      this.post("words", { files: this.files, lang: this.data.lang, file: this.at, line: before.length, column: before.at(-1).length + 1 })
        .then((told) => { this.offered = told.words; this.chosen = 0; this.offer(); }).catch(() => this.close());
    }, WORDS_AFTER);
  }
  offer() {
    const word = /[\w.$-]*$/.exec(this.before())[0].toLowerCase();
    const fit = this.offered.filter((one) => one.word.toLowerCase().startsWith(word) && one.word.trim() !== word);
    const rest = word ? this.offered.filter((one) => !fit.includes(one) && one.word.toLowerCase().includes(word) && one.word.trim() !== word) : [];
    this.fitting = [...fit, ...rest].slice(0, 40);
    if (!this.fitting.length || document.activeElement !== this.area) { this.wordsBox.hidden = true; return; }
    this.chosen = (this.chosen + this.fitting.length) % this.fitting.length;
    this.wordsBox.replaceChildren(...this.fitting.map((one, n) => make("li", { role: "option", "data-n": n, "aria-selected": n === this.chosen },
      make("b", {}, one.word.trim()), make("span", {}, one.meaning), one.first ? make("i", {}, this.say.needed) : "")));
    this.wordsBox.hidden = false;
    const spot = this.spot(), page = this.pageBox;
    this.wordsBox.style.left = Math.max(8, Math.min(spot.x, page.clientWidth - this.wordsBox.offsetWidth - 8)) + "px";
    const below = spot.bottom + 4, room = page.scrollTop + page.clientHeight - below;
    this.wordsBox.style.top = (room < this.wordsBox.offsetHeight && spot.top - page.scrollTop > this.wordsBox.offsetHeight ? spot.top - this.wordsBox.offsetHeight - 4 : below) + "px";
    const item = this.wordsBox.children[this.chosen];
    this.wordsBox.scrollTop = item.offsetTop - this.wordsBox.clientHeight / 2;
  }
  take() {
    const one = this.fitting[this.chosen], word = /[\w.$-]*$/.exec(this.before())[0];
    this.close();
    this.area.focus();
    this.area.setSelectionRange(this.area.selectionStart - word.length, this.area.selectionStart);
    this.insert(one.word);
  }
  close() { clearTimeout(this.asking); this.wordsBox.hidden = true; this.offered = []; }
  spot() {
    const before = this.area.value.slice(0, this.area.selectionStart).split("\n");
    const row = this.linesBox.children[before.length - 1], page = this.pageBox.getBoundingClientRect();
    let left = before.at(-1).length, box = row.getBoundingClientRect();
    const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (left <= node.length) {
        const range = document.createRange();
        range.setStart(node, Math.max(left - 1, 0)); range.setEnd(node, left);
        const boxes = range.getClientRects();
        if (boxes.length) { box = { left: boxes[boxes.length - 1].right, top: boxes[0].top, bottom: boxes[boxes.length - 1].bottom }; }
        break;
      }
      left -= node.length;
    }
    return { x: box.left - page.left, top: box.top - page.top + this.pageBox.scrollTop, bottom: box.bottom - page.top + this.pageBox.scrollTop };
  }

  // --- drawing --------------------------------------------------------------------------------
  paint() {
    const lines = this.area.value.split("\n"), state = { block: -1 }, kind = this.at.split(".").pop();
    const cells = lines.map((line) => coloured(line, kind, state));
    let from = 0, old = this.cells.length, now = cells.length;
    while (from < old && from < now && this.cells[from] === cells[from]) { from += 1; }
    while (old > from && now > from && this.cells[old - 1] === cells[now - 1]) { old -= 1; now -= 1; }
    const box = this.linesBox, both = Math.min(old, now);
    for (let n = from; n < both; n += 1) { box.children[n].innerHTML = cells[n]; }
    for (let n = old - 1; n >= now; n -= 1) { box.children[n].remove(); }
    if (now > old) {
      const fresh = document.createDocumentFragment(), after = box.children[old] || null;
      for (let n = old; n < now; n += 1) { const row = make("div", { class: "ink-line" }); row.innerHTML = cells[n]; fresh.append(row); }
      box.insertBefore(fresh, after);
    }
    // Marks stay with their rows until the server has looked again.
    this.cells = cells;
    this.moved();
  }
  paintFiles() {
    const all = Object.keys(this.all()), groups = {};
    for (const path of all) { (groups[groupOf(path)] ||= []).push(path); }
    const bad = {};
    for (const one of this.problems || []) { bad[one.file] = (bad[one.file] || 0) + 1; }
    this.filesBox.replaceChildren(...["scenario", "brief", "chart", "table", "other"].filter((one) => groups[one]).map((one) =>
      make("optgroup", { label: this.say["group_" + one] }, ...groups[one].map((path) =>
        make("option", { value: path }, path + (path in this.files ? " ●" : "") + (bad[path] ? "  " + this.say.troubles.replace("{n}", bad[path]) : ""))))));
    this.filesBox.value = this.at;
    const other = this.at.endsWith(".zh.md") ? this.at.replace(/zh\.md$/, "en.md") : this.at.endsWith(".en.md") ? this.at.replace(/en\.md$/, "zh.md") : "";
    this.pairBox.hidden = !(other && all.includes(other));
    this.pairBox.textContent = other.endsWith(".en.md") ? this.say.to_en : this.say.to_zh;
    this.pairBox.dataset.path = other;
    this.addBox.hidden = this.data.locked; this.dropBox.hidden = this.data.locked || this.at === "scenario.yaml";
  }
  paintState() {
    const dirty = this.dirty();
    this.saveBox.disabled = this.data.locked || !dirty || this.saving;
    this.keptBox.textContent = this.saving ? this.say.saving : !dirty ? this.data.saved_said : this.forgetful ? this.say.forgetful : this.recalled ? this.say.recalled : this.say.unsaved;
    this.keptBox.classList.toggle("unsaved", dirty);
    this.host.dataset.dirty = dirty ? "yes" : "no";
    if (!dirty) { this.recalled = false; }
  }
}

function groupOf(path) {
  if (path === "scenario.yaml") { return "scenario"; }
  if (path.endsWith(".md")) { return "brief"; }
  if (path.startsWith("charts/")) { return "chart"; }
  return path.startsWith("tables/") ? "table" : "other";
}

const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const as = (kind, text) => (text ? '<span class="t-' + kind + '">' + safe(text) + "</span>" : "");

function coloured(line, kind, state) {
  const found = kind === "yaml" ? yaml(line, state) : kind === "md" ? (/^#/.test(line) ? as("key", line) : safe(line)) : kind === "sql" ? sql(line) : kind === "json" ? json(line) : safe(line);
  return found || "<br>";
}
function yaml(line, state) {
  const deep = /^ */.exec(line)[0].length;
  if (state.block >= 0 && (deep > state.block || !line.trim())) { return as("str", line); }
  state.block = -1;
  if (/^\s*#/.test(line)) { return as("note", line); }
  const found = /^(\s*(?:- +)*)([\w.$\/\u4e00-\u9fff-]+|"[^"]*"|'[^']*')(:)(?=\s|$)(.*)$/.exec(line);
  if (!found) { const item = /^(\s*(?:- +)*)(.*)$/.exec(line); return as("dash", item[1]) + value(item[2]); }
  if (/^\s+[|>][+-]?\s*$/.test(found[4])) { state.block = deep + (/^\s*- /.test(line) ? found[1].length - deep - 1 : 0); }
  return as("dash", found[1]) + as("key", found[2]) + as("dash", ":") + value(found[4]);
}
function value(text) {
  const cut = / #.*$/.exec(text), note = cut ? cut[0] : "", body = cut ? text.slice(0, cut.index) : text;
  const flow = body.replace(/[^,\[\]{}]+|[,\[\]{}]/g, (part) => {
    if (/^[,\[\]{}]$/.test(part)) { return as("dash", part); }
    if (/^\s*(-?[\d.]+|true|false|null|\d{4}-\d\d-\d\d)\s*$/.test(part)) { return as("num", part); }
    return /^\s*["']/.test(part) ? as("str", part) : safe(part);
  });
  return flow + as("note", note);
}
function sql(line) {
  const cut = line.indexOf("--"), body = cut < 0 ? line : line.slice(0, cut);
  return body.split(/('[^']*'|\b(?:SELECT|FROM|WHERE|JOIN|LEFT|ON|USING|GROUP|ORDER|BY|ALL|AS|AND|OR|NOT|IN|IS|NULL|CASE|WHEN|THEN|ELSE|END|WITH|UNION|DISTINCT|LIMIT|CREATE|TABLE)\b)/i)
    .map((part, n) => (n % 2 ? as(part[0] === "'" ? "str" : "key", part) : safe(part))).join("") + (cut < 0 ? "" : as("note", line.slice(cut)));
}
function json(line) {
  return line.split(/("(?:[^"\\]|\\.)*")/).map((part, n, all) => (n % 2 ? as(/^\s*:/.test(all[n + 1] || "") ? "key" : "str", part) : safe(part))).join("");
}
