/* A phone in a live class. Without this script the page still takes simple answers; with it, the
   screen changes by itself, nothing entered is lost, and an answer is sent until it is stored. */
(function () {
  "use strict";
  const body = document.body, box = document.getElementById("screen");
  if (!box || !window.fetch || !window.URLSearchParams) { return; }
  document.documentElement.classList.add("js");
  const all = (selector, from) => Array.from((from || box).querySelectorAll(selector));
  const one = (selector, from) => (from || box).querySelector(selector);
  const pause = (ms) => new Promise((go) => { setTimeout(go, ms); });
  const now = { v: Number(box.dataset.v), k: box.dataset.k, q: box.dataset.q, a: box.dataset.a === "1" };
  const unpacks = typeof DecompressionStream === "function" && !!Blob.prototype.stream;

  /* What this phone keeps, for this seat only; a phone in private mode keeps it while it is open. */
  const prefix = "seat:" + body.dataset.seat + ":";
  const memory = {};
  const store = {
    get(key) { try { return localStorage.getItem(prefix + key); } catch (e) { return memory[key] || null; } },
    set(key, value) { try { localStorage.setItem(prefix + key, value); } catch (e) { memory[key] = value; } },
    drop(key) { try { localStorage.removeItem(prefix + key); } catch (e) { delete memory[key]; } },
    keys() { try { return Object.keys(localStorage).filter((k) => k.startsWith(prefix)).map((k) => k.slice(prefix.length)); } catch (e) { return Object.keys(memory); } },
    forgetOthers(mine) { try { Object.keys(localStorage).forEach((k) => { if (k.startsWith("seat:") && !(mine && k.startsWith(prefix))) { localStorage.removeItem(k); } }); } catch (e) { /* nothing kept */ } },
  };
  store.forgetOthers(true);

  /* --- the screen --------------------------------------------------------------------------- */

  function show(next, fresh) {
    const older = next.v < now.v || (next.v === now.v && now.q === next.q && now.a && !next.a);
    // Stored is stored: a screen that was drawn a moment earlier does not ask again.
    const asked = next.q && !next.a && store.get("stored:" + next.q) && /\/(open|revote)\/open$/.test(next.k);
    if ((older && !fresh) || asked) { return; }
    const same = next.k === now.k;
    Object.assign(now, { v: next.v, k: next.k, q: next.q, a: next.a });
    if (same) { return; }
    say("");
    box.innerHTML = next.html;
    dress();
    const head = one("h1");
    if (head) { head.focus({ preventScroll: true }); }
    window.scrollTo(0, 0);
  }
  function say(text) {
    const told = document.getElementById("told");
    told.textContent = text;
    told.hidden = !text;
  }
  function gone() { window.location.replace("/j"); }
  function dress() {
    const form = one("#answer");
    all("[data-order]").forEach(order);
    if (form) {
      restore(form);
      form.addEventListener("submit", (event) => { event.preventDefault(); submit(form); });
      ["input", "change"].forEach((kind) => form.addEventListener(kind, () => changed(form)));
      all("[data-step]", form).forEach((button) => button.addEventListener("click", () => step(button, form)));
      paint(form);
      busy(!!store.get("send:" + now.q), body.dataset.sending);
    }
    remember();
  }

  /* --- answering ---------------------------------------------------------------------------- */

  const written = (form) => new URLSearchParams(new FormData(form)).toString();
  function changed(form) {
    store.set("draft:" + now.q, written(form));
    paint(form);
  }
  function restore(form) {
    const second = now.q.endsWith("/2") && store.get("sent:" + now.q.slice(0, -1) + "1");
    const own = store.get("send:" + now.q) || store.get("draft:" + now.q), draft = own || second;
    if (!draft) { return; }
    if (!own) { one("[data-first]").hidden = false; }
    const kept = new URLSearchParams(draft);
    Array.from(form.elements).forEach((field) => {
      if (!field.name || field.type === "hidden") { return; }
      const values = kept.getAll(field.name);
      if (field.type === "radio" || field.type === "checkbox") { field.checked = values.indexOf(field.value) >= 0; }
      else if (values.length) { field.value = values[0]; }
    });
    all("[data-order]", form).forEach((list) => { list.dispatchEvent(new Event("replace")); });
  }
  function step(button, form) {
    const field = one("input", button.parentNode), by = Number(button.dataset.step);
    const at = Math.round(((Number(field.value.replace(/,/g, "")) || 0) + by) * 1e6) / 1e6;
    const low = Number(field.min || field.dataset.low || -Infinity), high = Number(field.max || field.dataset.high || Infinity);
    field.value = String(Math.min(high, Math.max(low, at)));
    changed(form);
  }
  const shown = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 2 });
  function paint(form) {
    all(".choice", form).forEach((label) => label.classList.toggle("on", one("input", label).checked));
    all("output", form).forEach((output) => { output.textContent = shown(Number(document.getElementById(output.htmlFor[0]).value)); });
    all("[data-sum]", form).forEach((sum) => total(sum, sum.closest("fieldset")));
    const rows = all("[data-row]", form), open = rows.filter((row) => !said(row).length).length;
    const left = one("[data-left]", form), set = one("[data-set]", form);
    left.hidden = rows.length < 2 || open === 0;
    set.hidden = rows.length < 2 || open > 0;
    one("b", left).textContent = open;
  }
  function total(sum, group) {
    const boxes = all("[data-cost]", group);
    const amounts = boxes.length ? boxes.filter((b) => b.checked).map((b) => Number(b.dataset.cost)) : all("input", group).map((i) => Number(i.value.replace(/,/g, "")) || 0);
    const used = Math.round(amounts.reduce((a, b) => a + b, 0) * 1e6) / 1e6;
    one("[data-used]", sum).textContent = shown(used);
    if (sum.dataset.total === undefined) { return; }
    const over = Math.round((used - Number(sum.dataset.total)) * 1e6) / 1e6;
    sum.classList.toggle("over", over > 0);
    one(".rest", sum).hidden = over > 0;
    one(".beyond", sum).hidden = over <= 0;
    one("[data-rest]", sum).textContent = shown(Math.max(0, -over));
    one("[data-over]", sum).textContent = shown(Math.max(0, over));
  }
  /* What was entered in a part of the form, in words. */
  function said(part) {
    const found = all(":checked", part).filter((f) => f.type === "radio" || f.type === "checkbox").map((f) => one("[data-l]", f.closest("label")).textContent);
    all("select", part).forEach((s) => { if (s.value) { found.push(s.selectedOptions[0].textContent); } });
    all("input", part).forEach((i) => { if (["radio", "checkbox", "hidden"].indexOf(i.type) < 0 && i.value.trim()) { found.push(i.value.trim()); } });
    return found;
  }
  function summary(form) {
    const lines = [];
    all("[data-order]", form).forEach((list) => all("li", list).filter(place).forEach((li) => lines.push(["", place(li) + ". " + one("[data-l]", li).textContent])));
    all("fieldset:not([data-order]):not([data-shares]), .share, .field", form).forEach((part) => {
      const words = said(part), head = one("legend [data-l], legend:not(.sr) b, label > [data-l]", part);
      if (words.length) { lines.push([head && !part.matches(".pick:only-of-type") ? head.textContent : "", words.join(" · ")]); }
    });
    return lines;
  }
  function remember() {
    const mine = one("[data-mine]");
    if (!mine || !now.q) { return; }
    const decision = now.q.split("/")[0];
    const kept = JSON.parse(store.get("mine:" + decision + "/2") || store.get("mine:" + decision + "/1") || "[]");
    kept.forEach(([head, text]) => {
      const item = document.createElement("li"), small = document.createElement("small");
      if (head) { small.textContent = head; item.appendChild(small); }
      item.appendChild(document.createTextNode(text));
      one("ul", mine).appendChild(item);
    });
    mine.hidden = !kept.length;
  }

  /* --- an order: press the steps together; move a placed one up or down ------------------------ */

  const place = (li) => Number(one("select", li).value);
  function order(list) {
    const items = all("li", list), form = list.closest("form"), ol = one("ol", list);
    function set(placed) {
      items.forEach((li) => { const at = placed.indexOf(li); one("select", li).value = at < 0 ? "" : String(at + 1); });
      draw();
      changed(form);
    }
    const placed = () => items.filter(place).sort((a, b) => place(a) - place(b));
    function draw() {
      const first = placed();
      first.concat(items.filter((li) => !place(li))).forEach((li, at) => {
        ol.appendChild(li);
        li.classList.toggle("placed", at < first.length);
        one(".n", li).textContent = at < first.length ? at + 1 : "+";
        one("[data-up]", li).disabled = at === 0;
        one("[data-down]", li).disabled = at >= first.length - 1;
        const label = one("label", li);
        if (at < first.length) { label.removeAttribute("role"); label.removeAttribute("tabindex"); }
        else { label.setAttribute("role", "button"); label.setAttribute("tabindex", "0"); }
      });
    }
    items.forEach((li) => {
      one("label", li).removeAttribute("for");
      const put = () => { if (!place(li)) { set(placed().concat(li)); } };
      li.addEventListener("click", (event) => { if (!event.target.closest("button")) { put(); } });
      li.addEventListener("keydown", (event) => { if ((event.key === "Enter" || event.key === " ") && event.target.tagName === "LABEL") { event.preventDefault(); put(); } });
      const move = (by) => () => {
        const now = placed(), at = now.indexOf(li);
        now.splice(at, 1);
        if (by !== 0) { now.splice(at + by, 0, li); }
        set(now);
        const again = one(by < 0 ? "[data-up]" : "[data-down]", li);
        (by === 0 ? one("label", li) : again.disabled ? one("[data-back]", li) : again).focus();
      };
      one("[data-up]", li).addEventListener("click", move(-1));
      one("[data-down]", li).addEventListener("click", move(1));
      one("[data-back]", li).addEventListener("click", move(0));
    });
    list.addEventListener("replace", draw);
    draw();
  }

  /* --- sending: until the server says that it is stored ---------------------------------------- */

  function busy(on, text) {
    const button = document.getElementById("submit");
    if (!button) { return; }
    if (!button.dataset.label) { button.dataset.label = button.textContent; button.dataset.off = button.disabled ? "1" : ""; }
    button.textContent = on ? text : button.dataset.label;
    button.disabled = on || button.dataset.off === "1";
  }
  function submit(form) {
    store.set("send:" + now.q, written(form));
    store.set("said:" + now.q, JSON.stringify(summary(form)));
    send(now.q);
  }
  const sending = {};
  let wakeSender = null;
  async function send(q) {
    if (sending[q]) { if (wakeSender) { wakeSender(); } return; }
    sending[q] = true;
    for (let n = 0; store.get("send:" + q); n++) {
      if (q === now.q) { busy(true, n ? body.dataset.resending : body.dataset.sending); }
      try {
        await deliver(q, store.get("send:" + q));
        reachable(true);
      } catch (lost) {
        reachable(false);
        if (q === now.q) { busy(true, body.dataset.resending); }
        await Promise.race([pause(Math.min(8000, 500 * Math.pow(2, n)) * (0.75 + Math.random() / 2)), new Promise((go) => { wakeSender = go; })]);
      }
    }
    sending[q] = false;
  }
  async function deliver(q, form) {
    const cut = new AbortController(), timer = setTimeout(() => cut.abort(), 10000);
    let answer, found;
    try {
      answer = await fetch("/p/vote", { method: "POST", body: form, signal: cut.signal, headers: { "accept": "application/json", "content-type": "application/x-www-form-urlencoded" } });
      if ([200, 400, 401, 403, 422].indexOf(answer.status) < 0) { throw new Error("not now"); }
      found = await answer.json();
    } finally { clearTimeout(timer); }
    if (answer.status === 401) { gone(); return; }
    store.drop("send:" + q);
    if (answer.status === 200) {
      store.set("stored:" + q, "1");
      store.set("mine:" + q, store.get("said:" + q) || "[]");
      store.set("sent:" + q, form);
      store.drop("draft:" + q);
      show(found);
      return;
    }
    if (found.screen) {
      if (found.screen.q === q && found.screen.a) { store.set("stored:" + q, "1"); store.drop("draft:" + q); }
      show(found.screen);
    }
    if (q === now.q) { busy(false); }
    say(found.told);
  }

  /* --- hearing of changes ---------------------------------------------------------------------- */

  let source = null, heard = 0, failures = 0, polling = null, away = null;
  function reachable(yes) {
    clearTimeout(away);
    const banner = document.getElementById("offline");
    if (yes) { banner.hidden = true; }
    else if (banner.hidden) { away = setTimeout(() => { banner.hidden = false; }, 1500); }
  }
  async function ask(fresh) {
    try {
      const answer = await fetch("/p/state?v=" + now.v + "&k=" + encodeURIComponent(now.k), { cache: "no-store" });
      if (answer.status === 401) { gone(); return; }
      if (!answer.ok) { throw new Error("not now"); }
      if (answer.status === 200) { show(await answer.json(), fresh); }
      reachable(true);
    } catch (lost) { reachable(false); }
  }
  async function unpack(text) {
    const packed = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(plain).text());
  }
  function poll(on) {
    if (on && !polling) { polling = setInterval(ask, 3000); ask(); }
    if (!on && polling) { clearInterval(polling); polling = null; }
  }
  function connect() {
    if (source) { source.close(); }
    if (!window.EventSource) { poll(true); return; }
    let first = true;
    const began = heard = Date.now();
    // Whatever swallows events swallows the first beat: then ask, and go on listening all the same.
    setTimeout(() => { if (heard === began) { poll(true); } }, 6000);
    source = new EventSource("/p/events?v=" + now.v + "&k=" + encodeURIComponent(now.k) + (unpacks ? "&z=1" : ""));
    const alive = () => { heard = Date.now(); failures = 0; reachable(true); poll(false); resend(); };
    source.addEventListener("beat", alive);
    source.addEventListener("screen", async (event) => { alive(); const fresh = first; first = false; show(await unpack(event.data), fresh); });
    source.addEventListener("version", () => { alive(); const fresh = first; first = false; ask(fresh); });
    source.addEventListener("gone", gone);
    source.onerror = () => {
      first = true;
      failures += 1;
      reachable(false);
      // Events may be blocked where plain requests get through.
      if (failures > 3) { poll(true); }
      if (source.readyState === 2) { setTimeout(connect, Math.min(15000, 1000 * failures) * (0.5 + Math.random())); }
    };
  }
  function resend() { store.keys().filter((key) => key.startsWith("send:")).forEach((key) => send(key.slice(5))); }
  function back() {
    if (document.visibilityState === "hidden") { return; }
    resend();
    if (Date.now() - heard > 12000) { connect(); ask(); }
  }
  setInterval(() => {
    const quiet = Date.now() - heard;
    if (source && quiet > 25000) { failures += 1; poll(failures > 1); connect(); }
  }, 5000);
  document.addEventListener("visibilitychange", back);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { heard = 0; back(); } });
  window.addEventListener("online", () => { heard = 0; back(); });
  window.addEventListener("offline", () => reachable(false));
  document.getElementById("leave").addEventListener("submit", (event) => {
    const unsent = store.keys().some((key) => key.startsWith("send:"));
    if (unsent && !window.confirm(body.dataset.unsent)) { event.preventDefault(); return; }
    store.forgetOthers(false);
  });
  if (window.location.search) { window.history.replaceState(null, "", "/p"); }
  dress();
  connect();
  resend();
})();
