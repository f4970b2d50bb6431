// Single keys: data-key="KeyA" presses that link or button, or goes to that field. A KeyboardEvent.code names the key's
// place, so that it works while Korean is typed. `?` shows the map; the session can switch the keys off (WCAG 2.1.4).

const TYPED = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const NAMES = { Slash: "/", "Shift+Slash": "?", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Enter: "⏎", Space: "␣", Comma: ",", Period: "." };

export const named = (code) => NAMES[code] ?? code.replace(/^(Key|Digit)/, "").replace("Shift+", "⇧ ").replace(/(Key|Digit)/, "");
const seen = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;

function press(element) {
  if (element.matches(TYPED)) element.focus();
  else if (element.matches("a, button, summary, input, label")) element.click();
  else element.focus();
}

function map() {
  const list = document.getElementById("keymap");
  list.querySelectorAll("[data-made]").forEach((old) => old.remove());
  const told = new Set();
  for (const element of document.querySelectorAll("[data-key][data-key-name]")) {
    if (!seen(element) || told.has(element.dataset.key)) continue;
    told.add(element.dataset.key);
    const row = document.createElement("div"), term = document.createElement("dt"), what = document.createElement("dd"), key = document.createElement("kbd");
    row.dataset.made = "";
    key.textContent = named(element.dataset.key);
    what.textContent = element.dataset.keyName;
    term.append(key);
    row.append(term, what);
    list.append(row);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.target.closest(TYPED) || document.body.dataset.keys === "off") return;
  const code = (event.shiftKey ? "Shift+" : "") + event.code;
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(code)}"]`)].find(seen);
  if (!found || (event.code === "Enter" && event.target.closest("a, button, summary"))) return;
  event.preventDefault();
  press(found);
});
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (!opener) return;
  if (opener.dataset.opens === "keys") map();
  document.getElementById(opener.dataset.opens).showModal();
});
