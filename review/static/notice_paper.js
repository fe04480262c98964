// The paper: one page at a time with boxes on it, in points of the upright page. Pictures stay in memory only.
"use strict";

const Paper = (() => {
  const MAX_ZOOM = 6, STEP = 1.25;
  let view, sheet, turned, svg, pages = [], at = 0, zoom = 0, turn = 0, fitted = true, size = null, marks = [], drawing = null;
  const pictures = new Map(); // address -> promise of a loaded picture

  function load(address) {
    if (!pictures.has(address)) {
      const picture = new Image();
      const ready = new Promise((resolve, reject) => { picture.onload = () => resolve(picture); picture.onerror = reject; });
      picture.src = address;
      picture.alt = "";
      ready.catch(() => pictures.delete(address));
      pictures.set(address, ready);
    }
    return pictures.get(address);
  }

  const address = (page) => `${view.dataset.base}${page}.png?dpi=${view.dataset.dpi}`;
  const scale = () => Number(view.dataset.dpi) / 72; // pixels of the picture to a point
  const page = () => pages[at];

  function open() {
    view = document.querySelector(".paper-view");
    sheet = view.querySelector(".sheet");
    svg = view.querySelector("svg.boxes");
    turned = document.createElement("div");
    turned.className = "turned";
    sheet.append(turned);
    turned.append(svg);
    pages = view.dataset.pages.split(" ").map(Number);
    at = 0; turn = 0; fitted = true; size = null; marks = []; drawing = null;
    listen();
    const own = new Set(pages.map(address));
    return show(pages[0]).then(() => pages.slice(1).reduce((before, one) => before.then(() => load(address(one))).catch(() => {}), Promise.resolve()))
      .then(() => own);
  }

  // Keeps the pictures that are named; those of notices gone by are let go.
  function keepOnly(wanted) { for (const one of pictures.keys()) if (!wanted.has(one)) pictures.delete(one); }

  async function show(wanted) {
    if (!pages.includes(wanted)) { pages.push(wanted); pages.sort((a, b) => a - b); }
    at = pages.indexOf(wanted);
    tell();
    let picture;
    try { picture = await load(address(wanted)); } catch { fail(); return; }
    if (page() !== wanted) return;
    size = { width: picture.naturalWidth / scale(), height: picture.naturalHeight / scale() };
    turned.querySelector("img")?.remove();
    view.querySelector(".no-picture")?.remove();
    turned.prepend(picture);
    fitted ? fit() : layout();
    draw();
  }

  function fail() {
    turned.querySelector("img")?.remove();
    if (view.querySelector(".no-picture")) return;
    const said = document.createElement("p");
    said.className = "no-picture soft";
    said.textContent = "This page can't be shown: its scan is not in the data folder of this machine.";
    view.prepend(said);
  }

  function tell() {
    const bar = view.closest(".paper");
    bar.querySelector("[data-at=number]").textContent = at + 1;
    bar.querySelector("[data-at=in-file]").textContent = ` · page ${page()} of the file`;
    for (const button of bar.querySelectorAll(".strip button")) button.toggleAttribute("aria-current", Number(button.dataset.page) === page());
  }

  const sideways = () => turn % 180 !== 0;

  function layout() {
    if (!size) return;
    const width = size.width * zoom, height = size.height * zoom;
    sheet.style.width = `${sideways() ? height : width}px`;
    sheet.style.height = `${sideways() ? width : height}px`;
    turned.style.width = `${width}px`;
    turned.style.height = `${height}px`;
    turned.style.transform = `translate(-50%, -50%) rotate(${turn}deg)`;
    svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  }

  function fitZoom() { return Math.max(0.1, (view.clientWidth - 26) / (sideways() ? size.height : size.width)); }
  function fit() { fitted = true; if (size) { zoom = fitZoom(); layout(); } }

  function zoomBy(factor, about) {
    if (!size) return;
    const box = view.getBoundingClientRect();
    const x = about ? about.x - box.left : view.clientWidth / 2, y = about ? about.y - box.top : view.clientHeight / 2;
    const before = zoom;
    zoom = Math.min(MAX_ZOOM, Math.max(0.2, zoom * factor));
    fitted = false;
    layout();
    view.scrollLeft = (view.scrollLeft + x) * zoom / before - x;
    view.scrollTop = (view.scrollTop + y) * zoom / before - y;
  }

  function turnBy(degrees) { turn = (turn + degrees + 360) % 360; fitted ? fit() : layout(); }

  // Boxes: {page, box: [x0, y0, x1, y1], kind, name}
  function mark(found) { marks = found; draw(); }

  function draw() {
    svg.replaceChildren();
    if (!size) return;
    for (const one of marks.filter((m) => m.page === page())) rect(one.box, one.kind, one.name);
    if (drawing) rect(drawing.box, "drawn");
  }

  function rect([x0, y0, x1, y1], kind, name) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const air = 1.5;
    for (const [key, value] of Object.entries({ x: x0 - air, y: y0 - air, width: x1 - x0 + 2 * air, height: y1 - y0 + 2 * air, rx: 2 })) made.setAttribute(key, value);
    made.setAttribute("class", `box ${kind}`);
    if (name) made.dataset.name = name;
    svg.append(made);
  }

  // Shows the box: its page, near enough to read it, in the middle.
  async function seek(wanted, box) {
    if (wanted !== page()) await show(wanted);
    if (!size || !box || page() !== wanted) return;
    const near = Math.min(1.8, Math.max(fitZoom(), 14 / Math.max(4, box[3] - box[1])), view.clientWidth * 0.9 / Math.max(40, box[2] - box[0]));
    if (zoom < near) { zoom = near; layout(); }
    const place = centre(box);
    view.scrollTo({ left: place.x - view.clientWidth / 2, top: place.y - view.clientHeight / 2, behavior: "instant" });
  }

  function centre(box) {
    const x = (box[0] + box[2]) / 2 * zoom, y = (box[1] + box[3]) / 2 * zoom;
    const width = size.width * zoom, height = size.height * zoom;
    const spots = { 0: [x, y], 90: [height - y, x], 180: [width - x, height - y], 270: [y, width - x] };
    const [left, top] = spots[turn];
    return { x: left + sheet.offsetLeft, y: top + sheet.offsetTop };
  }

  // The box cut out of the picture with some paper around it, as wide as there is room.
  async function crop(canvas, wanted, box) {
    let picture;
    try { picture = await load(address(wanted)); } catch { canvas.hidden = true; return; }
    const air = 5, px = scale();
    const left = Math.max(0, (box[0] - air * 3) * px), top = Math.max(0, (box[1] - air) * px);
    const right = Math.min(picture.naturalWidth, (box[2] + air * 3) * px), bottom = Math.min(picture.naturalHeight, (box[3] + air) * px);
    if (right - left < 1 || bottom - top < 1) { canvas.hidden = true; return; }
    canvas.hidden = false;
    const room = Math.max(200, canvas.parentElement.clientWidth) * (window.devicePixelRatio || 1);
    const by = Math.min(2.2 * (window.devicePixelRatio || 1) * 144 / Number(view.dataset.dpi), room / (right - left), 150 * (window.devicePixelRatio || 1) / (bottom - top));
    canvas.width = Math.round((right - left) * by);
    canvas.height = Math.round((bottom - top) * by);
    canvas.style.width = `${canvas.width / (window.devicePixelRatio || 1)}px`;
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, left, top, right - left, bottom - top, 0, 0, canvas.width, canvas.height);
  }

  // A box drawn by a person: with the mouse, or moved by the arrows from where it starts.
  function startDrawing(box, done) {
    if (!size) return;
    const middle = [(view.scrollLeft + view.clientWidth / 2) / zoom, (view.scrollTop + view.clientHeight / 2) / zoom];
    drawing = { box: box || [middle[0] - 60, middle[1] - 10, middle[0] + 60, middle[1] + 10], done, from: null };
    view.classList.add("drawing");
    view.focus();
    draw();
  }

  function stopDrawing() { drawing = null; view.classList.remove("drawing"); draw(); }

  function finishDrawing() {
    const { box, done } = drawing;
    stopDrawing();
    if (box[2] - box[0] > 2 && box[3] - box[1] > 2) done(page(), box.map((one) => Math.round(one * 10) / 10));
  }

  function nudge(key, resize) {
    const [dx, dy] = { ArrowLeft: [-4, 0], ArrowRight: [4, 0], ArrowUp: [0, -4], ArrowDown: [0, 4] }[key];
    const box = drawing.box;
    if (!resize) { box[0] += dx; box[1] += dy; }
    box[2] = Math.max(box[0] + 4, box[2] + dx);
    box[3] = Math.max(box[1] + 4, box[3] + dy);
    draw();
    seek(page(), box);
  }

  function inPoints(event) {
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [Math.min(size.width, Math.max(0, spot.x)), Math.min(size.height, Math.max(0, spot.y))];
  }

  function listen() {
    let pan = null;
    view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.altKey) return;
      event.preventDefault();
      zoomBy(event.deltaY < 0 ? 1.12 : 1 / 1.12, { x: event.clientX, y: event.clientY });
    }, { passive: false });
    view.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !size) return;
      if (event.offsetX > view.clientWidth && event.target === view) return; // the scroll bar
      view.setPointerCapture(event.pointerId);
      if (drawing) drawing.from = inPoints(event);
      else pan = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
    });
    view.addEventListener("pointermove", (event) => {
      if (drawing?.from) {
        const [x, y] = inPoints(event), [fx, fy] = drawing.from;
        drawing.box = [Math.min(x, fx), Math.min(y, fy), Math.max(x, fx), Math.max(y, fy)];
        draw();
      } else if (pan) {
        view.scrollLeft = pan.left - (event.clientX - pan.x);
        view.scrollTop = pan.top - (event.clientY - pan.y);
      }
    });
    view.addEventListener("pointerup", (event) => {
      const clicked = pan && Math.abs(event.clientX - pan.x) + Math.abs(event.clientY - pan.y) < 5;
      if (drawing?.from) finishDrawing();
      else if (clicked) view.dispatchEvent(new CustomEvent("spot", { detail: nameAt(event), bubbles: true }));
      pan = null;
    });
    new ResizeObserver(() => { if (fitted && view.isConnected) fit(); }).observe(view);
  }

  function nameAt(event) {
    const [x, y] = inPoints(event);
    return marks.find((m) => m.page === page() && m.name && x >= m.box[0] && x <= m.box[2] && y >= m.box[1] && y <= m.box[3])?.name;
  }

  return {
    open, show, fit, seek, mark, crop, load, keepOnly, turnBy, startDrawing, stopDrawing, finishDrawing, nudge,
    larger: () => zoomBy(STEP), smaller: () => zoomBy(1 / STEP),
    step: (by) => { const next = pages[at + by]; if (next !== undefined) show(next); },
    isDrawing: () => drawing !== null, page: () => page(),
  };
})();
