// What pages do beyond links and forms: keys in the queue, files dropped on the upload page. All of it can be done
// without this script as well.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "?" || typing(event)) return;
  const help = document.querySelector("dialog.keys");
  if (help) { event.preventDefault(); help.open ? help.close() : help.showModal(); }
});

function typing(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
}

// A menu closes when one clicks beside it, or presses Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
});

// Selects that filter at once.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

// Dialogs are opened by a button that names them, and closed by one inside.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) { event.preventDefault(); document.getElementById(opener.dataset.opens).showModal(); }
  if (event.target.closest("[data-closes]")) { event.preventDefault(); event.target.closest("dialog").close(); }
});

// The queue: a line is chosen by j and k, opened by Enter.
{
  const table = document.querySelector("[data-rows]");
  const rows = table ? [...table.tBodies[0].rows].filter((row) => row.querySelector("a.open")) : [];
  let at = -1;
  const go = (to) => {
    if (!rows.length) return;
    rows[at]?.classList.remove("at");
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows[at].classList.add("at");
    rows[at].querySelector("a.open").focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    j: () => go(at + 1), ArrowDown: () => go(at + 1), k: () => go(at - 1), ArrowUp: () => go(at - 1),
    x: () => { const box = rows[at]?.querySelector("[name=chosen]"); if (box) { box.checked = !box.checked; count(); } },
  };
  const count = () => {
    const chosen = table.querySelectorAll("[name=chosen]:checked").length;
    const words = document.querySelector("[data-chosen]");
    if (words) words.textContent = chosen ? `With the ${chosen} chosen:` : "With those chosen:";
  };
  if (table) {
    document.addEventListener("keydown", (event) => {
      if (typing(event) || document.querySelector("dialog[open]")) return;
      if (keys[event.key]) { event.preventDefault(); keys[event.key](); return; }
      const named = event.key.length === 1 && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (named) { event.preventDefault(); named.matches("input") ? named.focus() : named.click(); }
    });
    table.addEventListener("change", (event) => {
      if (event.target.matches("[data-all]")) for (const box of table.querySelectorAll("[name=chosen]")) box.checked = event.target.checked;
      count();
    });
  }
}
