// Makes pages quicker to use with a keyboard; everything works without it.
// "/" goes to the search box, "j" and "k" to the next and the previous hit.

const EDITABLE = "input, textarea, select, [contenteditable]";

function step(by) {
  const hits = [...document.querySelectorAll(".hit h2 a, .lines a")];
  const current = hits.indexOf(document.activeElement);
  const wanted = current < 0 ? (by > 0 ? 0 : -1) : current + by;
  const link = hits.at(wanted);
  if (!link || wanted >= hits.length || (current >= 0 && wanted < 0)) return;
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

function focusSearch() {
  const box = document.getElementById("q");
  box?.focus();
  box?.select();
}

const KEYS = { "/": focusSearch, j: () => step(1), k: () => step(-1) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(EDITABLE)) return;
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
