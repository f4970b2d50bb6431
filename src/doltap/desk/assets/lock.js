// After five idle minutes the page is covered and the archive locked; what stood in a form is still there afterwards.
// Escape three times within a second is the panic key: the page is gone at once, the keys with it; nothing is destroyed.

import { ask } from "./desk.js";

const idle = Number(document.body.dataset.idle) * 1000;
const cover = document.getElementById("locked"), form = cover.querySelector("form"), main = document.getElementById("main");
const token = new URLSearchParams({ token: form.elements.token.value });
let seen = Date.now(), told = Date.now(), escapes = [], waiting = [];

function covered(retry) {
  if (retry) waiting.push(retry);
  if (cover.open) return;
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
  document.body.classList.add("covered");
  cover.showModal();
  form.elements.passphrase.focus();
}

function here() {
  if (cover.open) return;
  seen = Date.now();
  if (seen - told < 30000) return;
  told = seen;
  ask("POST", "/alive", token, true).then((answer) => answer.status === 423 && covered()).catch(() => {});
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await ask("POST", "/unlock", new URLSearchParams(new FormData(form)), true);
  form.elements.passphrase.value = "";
  const wrong = answer.response?.getElementById("wrong");
  form.querySelector(".wrong").textContent = wrong?.textContent ?? "";
  if (answer.status >= 400) return form.elements.passphrase.focus();
  document.body.classList.remove("covered");
  cover.close();
  seen = told = Date.now();
  for (const retry of waiting.splice(0)) retry();
});
cover.addEventListener("cancel", (event) => event.preventDefault());
for (const sign of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) addEventListener(sign, here, { passive: true, capture: true });
document.addEventListener("desk:locked", (event) => covered(event.detail));
setInterval(() => {
  if (cover.open || Date.now() - seen < idle) return;
  ask("POST", "/lock", token, true).catch(() => {});
  covered();
}, 1000);
addEventListener("keydown", (event) => {
  if (event.code !== "Escape") return (escapes = []);
  escapes = [...escapes, Date.now()].filter((at) => Date.now() - at < 1000);
  if (escapes.length < 3) return;
  main.replaceChildren();
  document.getElementById("panic").submit();
}, true);
