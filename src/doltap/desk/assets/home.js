// Dropping files and folders: they are handed over in batches, one after the other, each with the form's own fields.

import { into } from "./desk.js";

const MOST_FILES = 60, MOST_BYTES = 48 * 1024 * 1024;

async function files(entry) {
  if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
  const reader = entry.createReader(), all = [];
  for (let some; (some = await new Promise((found, failed) => reader.readEntries(found, failed))).length; ) {
    for (const inner of some) all.push(...(await files(inner)));
  }
  return all;
}

function* batches(all) {
  let batch = [], bytes = 0;
  for (const file of all) {
    if (batch.length && (batch.length >= MOST_FILES || bytes + file.size > MOST_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += file.size;
  }
  if (batch.length) yield batch;
}

async function hand(form, all) {
  form.setAttribute("aria-busy", "true");
  for (const batch of batches(all)) {
    const body = new FormData(form);
    body.delete("files");
    for (const file of batch) body.append("files", file, file.webkitRelativePath || file.name);
    await into("#runs", "POST", form.getAttribute("action"), body);
  }
  form.removeAttribute("aria-busy");
}

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.getElementById("drop")?.classList.add("over");
});
document.addEventListener("dragleave", (event) => event.relatedTarget || document.getElementById("drop")?.classList.remove("over"));
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  const form = document.getElementById("drop");
  form?.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const loose = [...event.dataTransfer.files];
  const found = entries.length ? (await Promise.all(entries.map(files))).flat() : loose;
  if (form && found.length) await hand(form, found);
});
document.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  const chosen = document.getElementById("chosen");
  const count = [...document.querySelectorAll("#drop input[type=file]")].reduce((sum, input) => sum + input.files.length, 0);
  chosen.textContent = count ? chosen.dataset.many.replace("{count}", count.toLocaleString()) : "";
});
