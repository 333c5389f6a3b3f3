// Leads along the mentions of an article: "j" to the next, "k" to the previous, Esc
// leaves them. Links beside each mention do the same without this.

const marks = [...document.querySelectorAll("mark[id]")];
const shown = () => marks.findIndex((mark) => `#${mark.id}` === location.hash);

// Going along is one step in the browser's history, however many mentions there are.
const show = (number) => location.replace(`#${marks.at(number % marks.length).id}`);

function leave() {
  if (shown() < 0) return;
  // No element has this name, so that none is shown any more, and nothing scrolls.
  location.replace("#-");
  history.replaceState(null, "", location.pathname + location.search);
}

const KEYS = {
  j: () => show(shown() + 1),
  k: () => show(shown() < 0 ? -1 : shown() - 1),
  Escape: leave,
};

const first = document.querySelector("[data-hint]");
first.title = first.dataset.hint;

// archive.js tells of keys, but not while somebody types or wants none.
document.addEventListener("shortcut", (event) => {
  if (!KEYS[event.detail]) return;
  event.preventDefault();
  KEYS[event.detail]();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".mention a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.replace(link.hash);
  // The link that was used is hidden now: go on from its like at the mention shown.
  const steps = marks[shown()].nextElementSibling.querySelectorAll("a");
  steps[link.matches(":first-child") ? 0 : 1].focus({ preventScroll: true });
});
