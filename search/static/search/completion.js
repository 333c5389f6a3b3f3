// Offers ways to go on under the search box, as an ARIA 1.2 combobox with a list.

const make = (tag, facts) => Object.assign(document.createElement(tag), facts);
const box = document.querySelector("[data-complete]");
const list = make("ul", { id: "offers", role: "listbox", ariaLabel: box.dataset.offers });
const said = make("span", { className: "visually-hidden", ariaLive: "polite" });
const options = list.children;
let chosen = -1;
let offeredFor;
let request;
let timer;

function mark(place) {
  chosen = place;
  [...options].forEach((option, at) => (option.ariaSelected = at === place));
  box.setAttribute("aria-activedescendant", options[place]?.id ?? "");
}

function show(offers) {
  list.replaceChildren(...offers.map((offer, at) => {
    const option = make("li", { id: `offer-${at}`, role: "option", offer });
    const help = make("small", { textContent: offer.told });
    option.append(offer.label, " ", help);
    return option;
  }));
  list.hidden = !offers.length;
  box.ariaExpanded = !list.hidden;
  said.textContent = list.hidden ? "" : box.dataset.offered.replace("{n}", offers.length);
  mark(-1);
}

function close() {
  clearTimeout(timer);
  request?.abort();
  show([]);
}

async function ask() {
  request?.abort();
  request = new AbortController();
  const q = box.value;
  // The server counts characters, the browser halves of some.
  const at = [...q.slice(0, box.selectionStart)].length;
  const address = `${box.dataset.complete}?${new URLSearchParams({ q, at })}`;
  try {
    const answer = await fetch(address, request);
    show((await answer.json()).completions);
    offeredFor = q;
  } catch {}
}

function accept({ offer }) {
  if (offeredFor !== box.value) return;
  const signs = [...box.value];
  const before = signs.slice(0, offer.start).join("") + offer.text;
  const after = signs.slice(offer.end).join("");
  box.value = before + (before.endsWith(" ") ? after.trimStart() : after);
  box.setSelectionRange(before.length, before.length);
  // What is pressed before the next offers come is meant for the box.
  mark(-1);
  ask();
}

function press(key) {
  const count = options.length + 1;
  if (list.hidden) return key === "ArrowDown" && ask();
  if (key === "ArrowDown") mark(((chosen + 2) % count) - 1);
  else if (key === "ArrowUp") mark(((chosen + count) % count) - 1);
  else if (key === "Escape") close();
  else if (chosen >= 0 && /Enter|Tab/.test(key)) accept(options[chosen]);
  else return false;
  return true;
}

Object.assign(box, { role: "combobox", ariaAutoComplete: "list" });
box.setAttribute("aria-controls", list.id);
box.after(list, said);
show([]);
box.addEventListener("input", () => {
  mark(-1);
  clearTimeout(timer);
  timer = setTimeout(ask, 80);
});
box.addEventListener("keydown", (event) => {
  if (event.shiftKey || event.isComposing) return;
  if (press(event.key)) event.preventDefault();
});
box.addEventListener("blur", close);
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", ({ target }) => accept(target.closest("li")));
