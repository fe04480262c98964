// The pages of a file: cut, put together, put in order, turned. Nothing is sent before it is saved.
"use strict";

(() => {
  const list = document.querySelector("#cuts"), form = document.querySelector("#cutting");
  if (!list) return;
  const names = form ? Object.fromEntries([...form.querySelectorAll("option")].map((o) => [o.value, o.textContent])) : {};
  const leaves = () => [...list.querySelectorAll(".leaf")];
  const chosen = () => list.querySelector('.leaf[aria-selected="true"]');
  const cutOf = (leaf) => leaf.closest(".cut");
  const before = state();
  let dragged = null;

  function select(leaf, focus = true) {
    if (!leaf) return;
    for (const one of leaves()) { one.setAttribute("aria-selected", one === leaf); one.tabIndex = one === leaf ? 0 : -1; }
    if (focus) { leaf.focus(); leaf.scrollIntoView({ block: "nearest" }); }
    if (form) form.querySelector("select").value = cutOf(leaf).dataset.kind;
  }

  function newCut(kind, after) {
    const cut = document.createElement("li");
    cut.className = `cut${kind === "notice" ? "" : " other"}`;
    cut.dataset.kind = kind;
    const head = document.createElement("div"), name = document.createElement("b"), inside = document.createElement("ol");
    head.className = "cut-head"; name.className = "cut-name"; inside.className = "leaves";
    name.textContent = kind === "notice" ? "New notice" : names[kind];
    head.append(name); cut.append(head, inside);
    after ? after.after(cut) : list.prepend(cut);
    return cut;
  }

  function tidy() {
    for (const cut of [...list.children]) if (!cut.querySelector(".leaf")) cut.remove();
    const now = state(), same = JSON.stringify(now) === JSON.stringify(before);
    form.querySelector("button.first").disabled = same;
    const count = now.filter((cut) => cut.kind === "notice").length;
    document.querySelector("#cut-said").textContent = same ? "" : `${count} notice${count === 1 ? "" : "s"}, ${now.length - count} other`;
  }

  function state() {
    return [...list.querySelectorAll(".cut")].map((cut) => {
      const own = [...cut.querySelectorAll(".leaf")], turn = {};
      for (const leaf of own) if (leaf.dataset.turn !== "0") turn[leaf.dataset.page] = Number(leaf.dataset.turn);
      return { kind: cut.dataset.kind, pages: own.map((leaf) => Number(leaf.dataset.page)), turn };
    });
  }

  const doings = {
    split(leaf) {
      const own = [...cutOf(leaf).querySelectorAll(".leaf")], at = own.indexOf(leaf);
      if (at > 0) newCut(cutOf(leaf).dataset.kind, cutOf(leaf)).querySelector(".leaves").append(...own.slice(at));
    },
    merge(leaf) {
      const cut = cutOf(leaf), previous = cut.previousElementSibling;
      if (!previous) return;
      if (previous.dataset.kind !== "notice" && cut.dataset.kind === "notice") { previous.dataset.kind = "notice"; previous.classList.remove("other"); previous.querySelector(".cut-name").textContent = "New notice"; }
      previous.querySelector(".leaves").append(...cut.querySelectorAll(".leaf"));
    },
    left(leaf) {
      const previous = leaf.previousElementSibling;
      if (previous) previous.before(leaf);
      else cutOf(leaf).previousElementSibling?.querySelector(".leaves").append(leaf);
    },
    right(leaf) {
      const next = leaf.nextElementSibling;
      if (next) next.after(leaf);
      else cutOf(leaf).nextElementSibling?.querySelector(".leaves").prepend(leaf);
    },
    turn(leaf) {
      leaf.dataset.turn = (Number(leaf.dataset.turn) + 90) % 360;
      leaf.querySelector("img").className = leaf.dataset.turn === "0" ? "" : `q${leaf.dataset.turn}`;
    },
    // The page alone becomes what it is said to be; what stood behind it stays a cut of its own.
    kind(leaf, kind) {
      const cut = cutOf(leaf), own = [...cut.querySelectorAll(".leaf")], at = own.indexOf(leaf);
      if (cut.dataset.kind === kind && own.length === 1) return;
      const alone = newCut(kind, cut), behind = own.slice(at + 1);
      alone.querySelector(".leaves").append(leaf);
      if (at === 0 && behind.length) cut.before(alone);
      else if (behind.length && kind === "notice") newCut(cut.dataset.kind, alone).querySelector(".leaves").append(...behind);
    },
  };

  function perform(name, more) {
    const leaf = chosen();
    if (!form || !leaf) return;
    doings[name](leaf, more);
    tidy();
    select(leaf);
  }

  const keys = { s: ["split"], m: ["merge"], r: ["turn"], b: ["kind", "blank"], t: ["kind", "separator"], o: ["kind", "not_a_notice"], n: ["kind", "notice"] };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form && !form.querySelector("button.first").disabled) { event.preventDefault(); form.requestSubmit(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const step = { ArrowLeft: -1, ArrowRight: 1, k: -1, j: 1 }[event.key];
    if (step) {
      event.preventDefault();
      if (event.shiftKey) { perform(step < 0 ? "left" : "right"); return; }
      const all = leaves(), at = all.indexOf(chosen());
      select(all[Math.min(all.length - 1, Math.max(0, at + step))]);
      return;
    }
    const doing = keys[event.key];
    if (doing && form) { event.preventDefault(); perform(...doing); }
  });

  list.addEventListener("click", (event) => { const leaf = event.target.closest(".leaf"); if (leaf) select(leaf); });

  form?.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-cut]");
    if (!button) return;
    if (button.dataset.cut === "reset") location.reload();
    else perform(button.dataset.cut);
  });
  form?.addEventListener("change", (event) => { if (event.target.matches("select[data-cut]")) perform("kind", event.target.value); });
  form?.addEventListener("submit", () => {
    form.elements.cuts.value = JSON.stringify(state());
    form.querySelector("button.first").disabled = true;
    document.querySelector("#cut-said").textContent = "reading again…";
  });

  if (form) {
    list.addEventListener("dragstart", (event) => { dragged = event.target.closest(".leaf"); if (!dragged) return; event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", dragged.dataset.page); dragged.classList.add("dragged"); });
    list.addEventListener("dragend", () => { dragged?.classList.remove("dragged"); clear(); dragged = null; });
    list.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      clear();
      const leaf = event.target.closest(".leaf");
      if (leaf && leaf !== dragged) leaf.classList.add(isBehind(leaf, event) ? "after" : "before");
    });
    list.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      const leaf = event.target.closest(".leaf"), cut = event.target.closest(".cut");
      if (leaf && leaf !== dragged) isBehind(leaf, event) ? leaf.after(dragged) : leaf.before(dragged);
      else if (cut && !leaf) cut.querySelector(".leaves").append(dragged);
      clear();
      tidy();
      select(dragged);
    });
  }
  const clear = () => { for (const leaf of leaves()) leaf.classList.remove("before", "after"); };
  const isBehind = (leaf, event) => { const box = leaf.getBoundingClientRect(); return event.clientX > box.left + box.width / 2; };

  select(list.querySelector(".cut.here .leaf") || leaves()[0], false);
})();
