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
