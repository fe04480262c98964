// Keys of the notice page. In an input only Enter, Escape and the arrows up and down mean anything.
"use strict";

(() => {
  const plain = {
    j: () => Desk.move(1), ArrowDown: () => Desk.move(1), k: () => Desk.move(-1), ArrowUp: () => Desk.move(-1),
    Enter: () => Desk.settle("enter"), e: () => Desk.edit(), u: () => Desk.settle("unreadable"), n: () => Desk.settle("absent"),
    b: () => Desk.doings.draw(), o: () => Desk.overrule(), z: () => Desk.doings.undo(), a: () => Desk.moveItem("accept", "next"), d: () => Desk.moveItem("finish", "next"),
    c: () => Desk.moveItem("claim"), s: () => (has("start") ? Desk.moveItem("start") : Desk.moveItem("resume")), x: () => Desk.moveItem("release"),
    w: () => Desk.moveItem("wait_client"), W: () => Desk.moveItem("wait_irs"),
    "+": () => Paper.larger(), "=": () => Paper.larger(), "-": () => Paper.smaller(), 0: () => Paper.fit(), r: () => Paper.turnBy(90),
    "[": () => Paper.step(-1), "]": () => Paper.step(1), p: () => document.querySelector("[data-do=pages]").click(), "/": () => location.assign("/queue#look"),
  };
  const has = (move) => Desk.work().querySelector(`[data-move="${move}"]`);

  document.addEventListener("keydown", (event) => {
    if (!document.querySelector("#notice") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (Paper.isDrawing()) { whileDrawing(event); return; }
    const target = event.target;
    if (target.closest("input, textarea, select")) { whileTyping(event, target); return; }
    if (event.key === "Enter" && target.closest("button, a, summary")) return; // a button that has the focus is pressed
    if (event.key.startsWith("Arrow") && target.closest(".paper-view")) return; // scrolls the page
    if (/^[1-9]$/.test(event.key)) { const reading = Desk.readings()[Number(event.key) - 1]; if (reading) { event.preventDefault(); Desk.take(reading); } return; }
    const doing = plain[event.key];
    if (!doing) return;
    event.preventDefault();
    doing();
  });

  function whileTyping(event, target) {
    if (event.key === "Escape") { target.blur(); Desk.select(Desk.selected(), { look: false }); event.preventDefault(); return; }
    if (!target.closest(".edit")) return;
    if (event.key === "Enter" && !(target.tagName === "TEXTAREA" && event.shiftKey)) { event.preventDefault(); target.blur(); Desk.settle("enter"); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && target.tagName !== "TEXTAREA") { event.preventDefault(); Desk.move(event.key === "ArrowDown" ? 1 : -1); }
  }

  function whileDrawing(event) {
    if (event.key === "Escape") Desk.leaveDrawing();
    else if (event.key === "Enter") Paper.finishDrawing();
    else if (event.key.startsWith("Arrow")) Paper.nudge(event.key, event.shiftKey);
    else return;
    event.preventDefault();
  }
})();
