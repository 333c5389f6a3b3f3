// Keeps what is ticked from page to page of the same results, and counts it.

const form = document.getElementById("selection");
const boxes = [...document.querySelectorAll("[name=hit][form=selection]")];
const query = new URLSearchParams(location.search);
["page", "select", "per", "view", "sort", "bars"].forEach((name) => query.delete(name));
const key = `ticked:${query}`;
const ticked = new Set(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
const said = form.querySelector("output");
const none = Object.assign(document.createElement("button"), {
  type: "button",
  className: "as-link",
  textContent: said.dataset.untick,
});

function tell() {
  said.textContent = ticked.size ? `(${ticked.size})` : "";
  none.hidden = !ticked.size;
  form.elements.elsewhere.value = [...ticked].join(" ");
  sessionStorage.setItem(key, JSON.stringify([...ticked]));
}

function tick(box) {
  ticked[box.checked ? "add" : "delete"](box.value);
}

boxes.forEach((box) => {
  box.checked ||= ticked.has(box.value);
  tick(box);
  box.onchange = () => {
    tick(box);
    form.querySelector("[value=ticked]").checked = true;
    tell();
  };
});
none.onclick = () => {
  ticked.clear();
  boxes.forEach((box) => (box.checked = false));
  tell();
};
said.closest("div").append(none);
tell();
