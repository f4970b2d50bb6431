// A file dropped anywhere on the page is checked; Ctrl+Enter sends the text. The page says that reading takes a while.

const form = document.getElementById("asked"), file = document.getElementById("file"), words = document.getElementById("words");
const wait = document.getElementById("wait");

document.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("over");
});
document.addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("over"));
document.addEventListener("drop", (event) => {
  document.body.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
  words.value = "";
  form.requestSubmit(document.getElementById("go"));
});
words.addEventListener("input", () => (file.value = ""));
words.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(document.getElementById("go"));
});
form.addEventListener("submit", () => (wait.hidden = false));
document.addEventListener("desk:swapped", (event) => {
  wait.hidden = true;
  if (event.detail.id === "checked") event.detail.scrollIntoView({ block: "nearest" });
});
