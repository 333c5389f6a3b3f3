// Makes pages quicker to use with a keyboard, as help/keys/ says, which "?" shows.

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select";
const ARTICLES = ".hit h2 a, .lines a, a.headline:not(.hit *)";
const HOLDER = ".hit, li, article, main";
const find = (selector) => document.querySelector(selector);

function areOff() {
  try {
    return localStorage.keys === "off";
  } catch {
    return false;
  }
}

function along() {
  const links = [...document.querySelectorAll(ARTICLES)];
  return links.filter((link) => link.checkVisibility());
}

function current() {
  const { activeElement } = document;
  return along().findIndex((link) => link.closest(HOLDER).contains(activeElement));
}

function step(by) {
  const at = current();
  const first = by > 0 ? 0 : -1;
  (at < 0 ? along().at(first) : along()[at + by])?.focus();
}

function tick() {
  const box = along()[current()]?.closest(HOLDER).querySelector("[name=hit]");
  (box ?? find("[data-select]:not([aria-current])"))?.click();
}

function focusSearch() {
  find("#q")?.focus();
  find("#q")?.select();
}

function offerSwitch() {
  document.querySelectorAll("[data-switch]").forEach((label) => {
    const box = label.querySelector("input");
    label.hidden = false;
    box.checked = !areOff();
    box.onchange = () => (localStorage.keys = box.checked ? "on" : "off");
  });
}

async function help() {
  const address = find("[data-shortcuts]").href;
  try {
    const text = await (await fetch(address)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const dialog = document.createElement("dialog");
    dialog.ariaLabel = page.querySelector("h1").textContent;
    dialog.append(page.querySelector("[data-keys]"));
    dialog.querySelector("form").hidden = false;
    dialog.onclose = () => dialog.remove();
    document.body.append(dialog);
    offerSwitch();
    dialog.showModal();
  } catch {
    location.assign(address);
  }
}

const KEYS = {
  "/": focusSearch,
  j: () => step(1),
  k: () => step(-1),
  o: () => along()[current()]?.click(),
  x: tick,
  n: () => find("a[rel=next]")?.click(),
  p: () => find("a[rel=prev]")?.click(),
  "?": help,
  Escape: () => current() >= 0 && focusSearch(),
};

document.addEventListener("keydown", (event) => {
  const { key: detail, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (target.closest?.(TYPING) || find("dialog[open]") || areOff()) return;
  // Other scripts of a page may have a use of their own for a key.
  const press = new CustomEvent("shortcut", { detail, cancelable: true });
  const action = document.dispatchEvent(press) ? KEYS[detail] : () => {};
  if (!action) return;
  if (detail !== "Escape") event.preventDefault();
  action();
});

offerSwitch();
