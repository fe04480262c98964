// The notice page: which field is selected, what is sent when it is settled, what is shown afterwards.
"use strict";

const Desk = (() => {
  let selected = null, chain = Promise.resolve(), hidden = 0;
  const one = (what, from = document) => from.querySelector(what);
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  const work = () => one("#work");
  const notice = () => one("#notice");
  const base = () => `/notices/${notice().dataset.notice}`;
  const mine = () => work().dataset.mine === "yes";
  const fields = () => all(".fact", work());
  const row = () => fields().find((f) => f.dataset.field === selected);
  const boxOf = (element) => element.dataset.box?.split(" ").map(Number);
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRF-Token"];

  // Opening a notice

  async function open() {
    selected = null;
    const ready = Paper.open();
    const first = fields().find((f) => f.dataset.open) || fields()[0];
    if (first) select(first.dataset.field);
    await ready.then(prefetch).catch(() => {});
  }

  // The pictures of the notice that most likely comes next are fetched while this one is looked at.
  async function prefetch(own) {
    const answer = await fetch(`${base()}/upcoming`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { pictures } = await answer.json();
    Paper.keepOnly(new Set([...own, ...pictures]));
    await Promise.all(pictures.map((address) => Paper.load(address).catch(() => {})));
  }

  // Fields

  function select(name, { look = true } = {}) {
    selected = name;
    for (const field of fields()) {
      const chosen = field.dataset.field === name;
      field.classList.toggle("selected", chosen);
      one(".field-row", field).setAttribute("aria-expanded", chosen);
      if (chosen) field.setAttribute("aria-current", "true"); else field.removeAttribute("aria-current");
    }
    const field = row();
    if (!field) return;
    field.scrollIntoView({ block: "nearest" });
    one(".field-row", field).focus({ preventScroll: true });
    paint();
    if (!field.dataset.box) { const first = one(".reading", field); if (first && look) point(first, false); return; }
    if (look) Paper.seek(Number(field.dataset.page), boxOf(field));
    Paper.crop(one(".crop", field), Number(field.dataset.page), boxOf(field));
  }

  // All boxes of fields; those of the selected one stand out, with all its readings.
  function paint(extra = []) {
    const found = fields().filter((f) => f.dataset.box && f.dataset.field !== selected)
      .map((f) => ({ page: Number(f.dataset.page), box: boxOf(f), kind: standing(f), name: f.dataset.field }));
    const field = row();
    if (field) {
      for (const reading of all(".reading", field)) found.push({ page: Number(reading.dataset.page), box: boxOf(reading), kind: reading.classList.contains("agrees") ? "heard" : "heard against", name: selected });
      if (field.dataset.box) found.push({ page: Number(field.dataset.page), box: boxOf(field), kind: `chosen ${standing(field)}`, name: selected });
    }
    Paper.mark([...found, ...extra]);
  }

  const standing = (field) => ["open", "weak", "person"].find((kind) => field.classList.contains(kind)) || "read";

  function move(by) {
    const names = fields().map((f) => f.dataset.field);
    const at = names.indexOf(selected);
    select(names[Math.min(names.length - 1, Math.max(0, at + by))]);
  }

  // Shows where a reading stands; with `take` puts it into the input as well.
  function point(reading, take) {
    const field = reading.closest(".fact"), page = Number(reading.dataset.page), box = boxOf(reading);
    for (const other of all(".reading", field)) other.classList.toggle("shown", other === reading);
    paint([{ page, box, kind: "pointed" }]);
    Paper.seek(page, box);
    Paper.crop(one(".crop", field), page, box);
    if (take && mine() && reading.dataset.typed) offer(field, reading.dataset.typed, page, box);
  }

  function offer(field, text, page, box) {
    const form = one(".edit", field), input = form.elements.text;
    input.value = text;
    form.dataset.page = page; form.dataset.box = box.join(" ");
    input.focus();
    input.select();
    check(form);
  }

  function edit() {
    const input = row() && one(".edit", row())?.elements.text;
    if (input) { input.focus(); input.select(); }
  }

  function settle(verdict, form = row() && one(".edit", row())) {
    if (!form) return;
    const field = form.closest(".fact"), input = form.elements.text, typed = input.value.trim();
    const changed = typed !== input.defaultValue.trim();
    if (verdict === "enter") {
      if (!typed) { edit(); say(form, "type what stands there, or press u or n", false); return; }
      verdict = changed ? "corrected" : "confirmed";
    }
    const data = { verdict };
    if (verdict === "corrected") Object.assign(data, { text: typed }, form.dataset.box ? { page: form.dataset.page, box: form.dataset.box } : {});
    const after = nextOpen(field.dataset.field);
    act(`/fields/${field.dataset.field}`, data).then((done) => { if (done) goOn(field.dataset.field, after); else edit(); });
  }

  function nextOpen(name) {
    const list = fields(), at = list.findIndex((f) => f.dataset.field === name);
    return [...list.slice(at + 1), ...list.slice(0, at)].filter((f) => f.dataset.open).map((f) => f.dataset.field);
  }

  // To the next field that needs a look; past the last one to the bar at the foot.
  function goOn(from, wanted) {
    const open = fields().filter((f) => f.dataset.open).map((f) => f.dataset.field);
    if (open.includes(from)) { select(from); return; }
    const next = wanted.find((name) => open.includes(name)) || open[0];
    if (next) { select(next); return; }
    const list = fields().map((f) => f.dataset.field);
    select(wanted.length ? from : list[Math.min(list.length - 1, list.indexOf(from) + 1)]);
  }

  // Checks while typing

  let waiting = 0;
  function checkSoon(form) { clearTimeout(waiting); waiting = setTimeout(() => check(form), 120); }

  async function check(form) {
    const field = form.closest(".fact"), text = form.elements.text.value;
    if (!text.trim() || text.trim() === form.elements.text.defaultValue.trim()) { say(form, "", true); return; }
    const answer = await send("/check", { field: field.dataset.field, text });
    if (!answer.ok || form.elements.text.value !== text) return;
    const told = await answer.json();
    say(form, [told.shown, told.says].filter(Boolean).join(": "), told.ok, told.suggestions);
  }

  function say(form, text, ok, suggestions = []) {
    const place = one(".check", form);
    place.textContent = text;
    place.classList.toggle("bad", !ok);
    form.elements.text.toggleAttribute("aria-invalid", !ok);
    for (const suggestion of suggestions) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "small suggestion", textContent: suggestion });
      button.addEventListener("click", () => { form.elements.text.value = suggestion; form.elements.text.focus(); check(form); });
      place.append(" ", button);
    }
  }

  // A box read again

  function drawBox() {
    if (!mine() || !row()) return;
    const own = boxOf(row()), page = Number(row().dataset.page);
    Paper.startDrawing(own && page === Paper.page() ? [...own] : null, readBox);
    tell("Draw a box around the value, or move it with the arrows (⇧ resizes) and press ↵. Esc leaves.");
  }

  async function readBox(page, box) {
    const field = row(), form = one(".edit", field);
    one("#messages").replaceChildren();
    say(form, "reading…", true);
    paint([{ page, box, kind: "pointed" }]);
    Paper.crop(one(".crop", field), page, box);
    const answer = await send("/read", { field: selected, page, box: box.join(" ") });
    if (!answer.ok) { await show(answer); say(form, "", true); return; }
    const { readings } = await answer.json();
    const best = readings.find((r) => r.ok) || readings[0];
    if (!best || !best.text) { say(form, "nothing could be read there", false); form.dataset.page = page; form.dataset.box = box.join(" "); edit(); return; }
    const text = field.dataset.kind === "last4" ? best.text.replace(/\D/g, "") : best.text;
    offer(field, text, page, box);
    const others = [...new Set(readings.map((r) => r.text).filter((t) => t && t !== best.text))];
    say(form, best.ok ? `${best.reader} reads ${best.shown}` : best.says, best.ok, others);
  }

  // What is sent

  function send(path, data) {
    const body = data instanceof FormData ? data : new URLSearchParams(data);
    return fetch(base() + path, { method: "POST", body, headers: { "HX-Request": "true", "X-CSRF-Token": token() } });
  }

  // One act after the other, each with the version that the one before left. True where it was done.
  function act(path, data) {
    const done = chain.then(async () => {
      const form = data instanceof FormData ? data : new FormData();
      if (form !== data) for (const [key, value] of Object.entries(data)) form.set(key, value);
      form.set("version", work().dataset.version);
      form.set("seen", work().dataset.seen);
      work().setAttribute("aria-busy", "true");
      try { return await show(await send(path, form)); }
      catch { tell("The station can't be reached. Nothing was kept.", "bad"); return false; }
      finally { work()?.removeAttribute("aria-busy"); }
    });
    chain = done.catch(() => {});
    return done;
  }

  async function show(answer) {
    const elsewhere = answer.headers.get("HX-Redirect");
    if (elsewhere) { location.assign(elsewhere); return true; }
    const text = await answer.text();
    if (!answer.ok) { complain(text); return false; }
    one("#messages").replaceChildren();
    const made = new DOMParser().parseFromString(text, "text/html");
    const whole = made.querySelector("#notice");
    whole ? replaceNotice(whole) : replaceWork(made.querySelector("#work"));
    return true;
  }

  function complain(html) {
    const made = new DOMParser().parseFromString(html, "text/html");
    one("#messages").replaceChildren(...made.body.children);
    const blocked = one("[data-blocked]");
    if (blocked) {
      const field = fields().find((f) => f.dataset.field === blocked.dataset.blocked);
      if (field) select(field.dataset.field);
      else overrule(blocked.dataset.code);
    }
  }

  // The form in which a finding is set aside: the one named, or the first that is open.
  function overrule(code = "") {
    const finding = all(".findings li", work()).find((li) => one(".overrule", li) && (!code || li.dataset.code === code));
    if (!finding) return;
    finding.closest("details.part").open = true;
    one(".overrule", finding).open = true;
    finding.scrollIntoView({ block: "center" });
    one("input[name=why]", finding).focus({ preventScroll: true });
  }

  function tell(text, kind = "") {
    const said = document.createElement("p");
    said.className = `message ${kind}`;
    said.textContent = text;
    one("#messages").replaceChildren(said);
  }

  function replaceWork(made) {
    const before = work(), top = before.scrollTop, name = selected;
    const opened = new Map(all("details.part", before).map((d) => [one("summary", d).firstChild.textContent.trim(), d.open]));
    for (const part of all("details.part", made)) { const key = one("summary", part).firstChild.textContent.trim(); if (opened.has(key)) part.open = opened.get(key); }
    flash(before, made);
    before.replaceWith(document.adoptNode(made));
    work().scrollTop = top;
    document.title = notice().dataset.title;
    if (name) select(name, { look: false });
  }

  // What a correction changed elsewhere is marked for a moment.
  function flash(before, made) {
    for (const what of ["[data-act-by]", "[data-amount]", "[data-queue]", "[data-deadlines]", "[data-options]"]) {
      const old = one(what, before), now = one(what, made);
      if (now && old && old.textContent.replace(/\s+/g, " ") !== now.textContent.replace(/\s+/g, " ")) now.classList.add("changed");
    }
  }

  function replaceNotice(made) {
    const id = made.dataset.notice;
    notice().replaceWith(document.adoptNode(made));
    document.title = made.dataset.title;
    history.pushState({}, "", `/notices/${id}`);
    open();
  }

  function moveItem(name, then = "") {
    const button = one(`[data-move="${name}"]`, work());
    if (!button) { const ask = one(`form[action$="/move/${name}"]`, work()); if (ask) { ask.closest("details").open = true; one("input:not([type=hidden])", ask).focus(); } return; }
    act(`/move/${name}`, then || button.dataset.then ? { then: then || button.dataset.then } : {});
  }

  async function showNumber() {
    const place = one("[data-number]", work());
    if (!place || place.dataset.masked) return;
    const answer = await send("/number", {});
    if (!answer.ok) { await show(answer); return; }
    const { number } = await answer.json();
    place.dataset.masked = place.textContent;
    place.textContent = number;
    place.classList.add("bare");
    clearTimeout(hidden);
    hidden = setTimeout(hideNumber, 20000);
  }

  function hideNumber() {
    const place = one("[data-number]");
    if (!place?.dataset.masked) return;
    place.textContent = place.dataset.masked;
    delete place.dataset.masked;
    place.classList.remove("bare");
  }

  const doings = {
    "page-back": () => Paper.step(-1), "page-on": () => Paper.step(1), in: () => Paper.larger(), out: () => Paper.smaller(),
    fit: () => Paper.fit(), turn: () => Paper.turnBy(90), draw: drawBox, number: showNumber, reload: () => location.reload(),
    undo: () => act("/undo", { field: selected || "" }).then((done) => { if (done && selected) select(selected); }),
  };

  document.addEventListener("click", (event) => {
    if (!notice()) return;
    const target = event.target;
    const doing = target.closest("[data-do]");
    if (doing && doings[doing.dataset.do]) { event.preventDefault(); doings[doing.dataset.do](); return; }
    const mover = target.closest("[data-move]");
    if (mover) { moveItem(mover.dataset.move); return; }
    const verdict = target.closest("[data-verdict]");
    if (verdict && verdict.tagName === "BUTTON" && verdict.type === "button") { settle(verdict.dataset.verdict); return; }
    const reading = target.closest(".reading");
    if (reading) { point(reading, false); return; }
    const line = target.closest(".field-row");
    if (line) { select(line.parentElement.dataset.field); return; }
    const page = target.closest(".strip [data-page], .amounts [data-page]");
    if (page) Paper.show(Number(page.dataset.page));
  });
  document.addEventListener("dblclick", (event) => { const reading = event.target.closest(".reading"); if (reading) point(reading, true); });
  document.addEventListener("spot", (event) => { if (event.detail) select(event.detail, { look: false }); });
  document.addEventListener("input", (event) => { const form = event.target.closest(".edit"); if (form) checkSoon(form); });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(".edit")) { event.preventDefault(); settle("enter", form); }
    if (form.matches("[data-part]")) {
      event.preventDefault();
      const path = new URL(form.action).pathname.slice(base().length);
      act(path, new FormData(form));
    }
  });
  document.addEventListener("visibilitychange", hideNumber);
  window.addEventListener("popstate", () => location.reload());
  window.addEventListener("pagehide", hideNumber);
  setInterval(() => { if (notice() && mine() && document.visibilityState === "visible") send("/renew", {}).catch(() => {}); }, 5 * 60 * 1000);

  if (notice()) open();
  function leaveDrawing() { Paper.stopDrawing(); one("#messages").replaceChildren(); if (selected) select(selected, { look: false }); }

  return { overrule, leaveDrawing, select, move, edit, settle, moveItem, doings, mine, work, row, selected: () => selected, readings: () => row() ? all(".reading", row()) : [], take: (reading) => point(reading, true) };
})();
