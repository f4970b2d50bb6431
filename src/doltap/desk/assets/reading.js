// The reading room: further sheets as one reads on, one current assertion for the keys, and new assertions from selections.

import { ask, into } from "./desk.js";

const main = document.getElementById("main");
const tolds = () => [...main.querySelectorAll(".told")];
let now = null;

function choose(told, scroll = true) {
  if (!told) return;
  now?.classList.remove("now");
  now = told;
  now.classList.add("now");
  now.focus({ preventScroll: true });
  if (scroll) now.scrollIntoView({ block: "nearest" });
  for (const lit of main.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const piece of main.querySelectorAll(`[data-p~="${now.dataset.passage}"]`)) piece.classList.add("lit");
}

async function step(by) {
  const all = tolds(), at = now?.isConnected ? all.indexOf(now) : by > 0 ? -1 : all.length;
  const wanted = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  const found = wanted.find((told) => told.dataset.state === "proposed");
  if (found) return choose(found);
  const coming = by > 0 && main.querySelector(".sheet.coming");
  if (coming && (await load(coming))) return step(by);
  choose(wanted[0]);
}

const deeds = {
  next: () => step(1),
  before: () => step(-1),
  accept: () => now?.querySelector("[value=accept]").click(),
  all: () => now?.closest(".group").querySelector(".all button")?.click(),
  reject: () => now?.querySelector("[value=reject]").click(),
  correct() {
    const fix = now?.querySelector(".fix");
    if (fix) fix.open = true;
    fix?.querySelector("input").select();
  },
  new: () => begin(),
};
document.addEventListener("click", (event) => {
  const deed = event.target.closest("[data-do]")?.dataset.do;
  if (deed) return deeds[deed]();
  const piece = event.target.closest("[data-p]");
  if (piece && getSelection().isCollapsed) {
    const passage = piece.dataset.p.split(" ").pop();
    choose(main.querySelector(`.told[data-passage="${passage}"]`));
  }
});
main.addEventListener("focusin", (event) => {
  const told = event.target.closest(".told");
  if (told && told !== now) choose(told, false);
});

// A decision: the count falls, the next proposal is chosen.
document.addEventListener("desk:swapped", (event) => {
  const told = event.detail.matches?.(".told") ? event.detail : event.detail.querySelector?.(".told");
  if (!told || event.detail.matches(".sheet")) return;
  const chosen = now && (now.id === told.id || !now.isConnected);
  const all = told.closest(".group").querySelector(".all"), button = all?.querySelector("button");
  if (event.detail === told) all?.querySelector(`[value="${told.id.slice(2)}"]`)?.remove();
  const open = all?.querySelectorAll("[name=assertion]").length ?? 0;
  if (all && open < 2) all.remove();
  else if (all) button.firstChild.textContent = button.firstChild.textContent.replace(/\d+/, open);
  const count = document.getElementById("waiting");
  const left = tolds().filter((one) => one.dataset.state === "proposed").length;
  if (!main.querySelector(".sheet.coming")) count.dataset.count = left;
  else if (event.detail === told) count.dataset.count = Math.max(count.dataset.count - 1, left);
  count.textContent = count.dataset.words.replace("#", Number(count.dataset.count).toLocaleString());
  if (!chosen) return;
  now = told;
  step(1);
});

// Further sheets, before they are reached.
async function load(coming) {
  if (coming.dataset.asked) return false;
  coming.dataset.asked = "1";
  return into(`#${coming.id}`, "GET", coming.dataset.sheet, null, { quiet: true });
}
const near = new IntersectionObserver((seen) => {
  for (const one of seen) if (one.isIntersecting) (near.unobserve(one.target), load(one.target));
}, { rootMargin: "1500px" });
for (const coming of main.querySelectorAll(".sheet.coming")) near.observe(coming);

// A selection in code points of the account's text: each stretch knows where it begins.
function place(node, offset) {
  const stretch = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
  if (!stretch) return null;
  const before = document.createRange();
  before.setStart(stretch, 0);
  before.setEnd(node, offset);
  return Number(stretch.dataset.at) + [...before.toString()].length;
}
const form = document.getElementById("coding"), dialog = document.getElementById("new");
function begin() {
  const selection = getSelection();
  if (!form || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
  const row = (range.startContainer.parentElement ?? range.startContainer).closest("[data-row]");
  if (start === null || end === null || end <= start || !row) return;
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.row.value = row.dataset.row;
  document.getElementById("chosen-words").textContent = selection.toString();
  document.getElementById("coding-wrong").textContent = "";
  dialog.showModal();
}
form?.addEventListener("submit", async (event) => {
  if (event.submitter?.formMethod === "dialog") return;
  event.preventDefault();
  const answer = await ask("POST", form.getAttribute("action"), new URLSearchParams(new FormData(form)));
  if (answer.status === 423) {
    const again = () => form.requestSubmit();
    dialog.close();
    return document.dispatchEvent(new CustomEvent("desk:locked", { detail: () => (dialog.showModal(), again()) }));
  }
  const wrong = answer.response?.querySelector("[role=alert] p");
  if (answer.status >= 400) return (document.getElementById("coding-wrong").textContent = wrong?.textContent ?? "");
  dialog.close();
  const fresh = answer.response.querySelector("[data-row]"), old = document.getElementById(fresh?.id);
  if (!fresh || !old) return location.reload();
  const made = document.importNode(fresh, true);
  old.replaceWith(made);
  for (const name of ["event", "actor", "victim", "place", "date", "value"]) form.elements[name].value = "";
  document.dispatchEvent(new CustomEvent("desk:swapped", { detail: made }));
  choose([...made.querySelectorAll(".told")].pop());
});
