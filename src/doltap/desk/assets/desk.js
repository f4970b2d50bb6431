// Fetch and swap: a form or link with data-into="#part" swaps that part of the page for the same part of the answer.
// The answer is parsed by XMLHttpRequest itself (responseType "document"): no text ever becomes markup in this code.
// `desk:swapped` tells other modules of new elements; `desk:locked` asks for the passphrase and then tries again.

export function ask(method, url, body, quiet) {
  return new Promise((answered, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.responseType = "document";
    request.setRequestHeader("X-Desk", quiet ? "quiet" : "part");
    request.onload = () => answered(request);
    request.onerror = failed;
    request.send(body);
  });
}

export async function into(target, method, url, body, { quiet = false, push = false } = {}) {
  const request = await ask(method, url, body, quiet);
  if (request.status === 423) {
    if (!quiet) document.dispatchEvent(new CustomEvent("desk:locked", { detail: () => into(target, method, url, body, { push }) }));
    return false;
  }
  const found = request.response?.querySelector(target) ? target : "#main";
  const fresh = request.response?.querySelector(found), old = document.querySelector(found);
  if (!fresh || !old) return location.assign("/");
  const focus = old.contains(document.activeElement) ? document.activeElement.id : "";
  const made = document.importNode(fresh, true);
  old.replaceWith(made);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  const live = document.getElementById("live");
  if (!quiet && live) live.textContent = made.dataset.say ?? "";
  if (push && request.responseURL !== location.href) history.pushState({}, "", request.responseURL);
  document.dispatchEvent(new CustomEvent("desk:swapped", { detail: made }));
  return request.status < 400;
}

function load(root) {
  for (const wanting of root.querySelectorAll("[data-load]:not([data-asked])")) {
    wanting.dataset.asked = "";
    const again = () => wanting.isConnected && into(`#${wanting.id}`, "GET", wanting.dataset.load, null, { quiet: true });
    setTimeout(again, Number(wanting.dataset.every ?? 0));
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.into) return;
  event.preventDefault();
  const given = new FormData(form, event.submitter);
  const body = form.enctype === "multipart/form-data" ? given : new URLSearchParams(given);
  form.setAttribute("aria-busy", "true");
  const action = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  await into(form.dataset.into, "POST", action, body, { push: "push" in form.dataset });
  form.removeAttribute("aria-busy");
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-into]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  into(link.dataset.into, "GET", link.getAttribute("href"), null, { push: true });
});
document.addEventListener("desk:swapped", (event) => load(event.detail.parentNode ?? document));
addEventListener("popstate", () => location.reload());
document.documentElement.classList.add("scripted");
load(document);
