// Files and folders dropped or chosen are sent one after another, each with its progress.
"use strict";
{
  const form = document.querySelector("[data-drop]");
  const sending = document.querySelector("[data-sending]");
  const list = sending.querySelector("ul");
  const token = form.elements.csrf.value;
  document.querySelectorAll("[data-needs-script]").forEach((one) => { one.hidden = false; });
  form.querySelector("[data-plain]").hidden = true;

  form.addEventListener("change", (event) => {
    const files = [...event.target.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
    event.target.value = "";
    send(files);
  });
  for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, (event) => { if (kind === "drop" || !event.relatedTarget) form.classList.remove("over"); });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    send((await Promise.all(entries.map((entry) => walk(entry, "")))).flat());
  });

  async function walk(entry, before) {
    const name = before + entry.name;
    if (entry.isFile) return new Promise((done) => entry.file((file) => done([{ file, name }]), () => done([])));
    const reader = entry.createReader();
    const inside = [];
    for (;;) {
      const some = await new Promise((done) => reader.readEntries(done, () => done([])));
      if (!some.length) break;
      inside.push(...some);
    }
    return (await Promise.all(inside.map((one) => walk(one, `${name}/`)))).flat();
  }

  async function send(files) {
    if (!files.length) return;
    sending.hidden = false;
    const begun = await fetch("/upload/batch", { method: "POST", headers: { "X-CSRF-Token": token } });
    if (!begun.ok) { location.assign("/upload"); return; }
    const { batch } = await begun.json();
    const lines = files.map((one) => line(one.name, one.file.size));
    let sent = 0;
    for (const [n, one] of files.entries()) if (await put(batch, one, lines[n])) sent += 1;
    if (sent) await htmx.ajax("POST", `/upload/batch/${batch}/start`, { target: "#jobs", swap: "innerHTML" });
    setTimeout(() => { for (const one of lines) if (one.dataset.state === "sent") one.remove(); sending.hidden = !list.children.length; }, 1500);
  }

  function line(name, size) {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = name;
    const bar = document.createElement("progress");
    bar.max = Math.max(size, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", `Sent of ${name}`);
    item.append(words, bar);
    list.append(item);
    return item;
  }

  function put(batch, one, item) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("PUT", `/upload/batch/${batch}`);
      request.setRequestHeader("X-CSRF-Token", token);
      request.setRequestHeader("X-Name", encodeURIComponent(one.name));
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onprogress = (event) => { item.querySelector("progress").value = event.loaded; };
      request.onloadend = () => {
        const well = request.status === 200;
        item.dataset.state = well ? "sent" : "failed";
        if (well) item.querySelector("progress").value = Math.max(one.file.size, 1);
        else item.append(" could not be sent");
        done(well);
      };
      request.send(one.file);
    });
  }
}
