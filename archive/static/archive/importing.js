// Takes files that are dropped, and shows how far an import is; all works without it.

const form = document.querySelector("form[data-most]");
const section = document.querySelector("[data-standing]");
const said = document.querySelector("[data-chosen]");

function chosen() {
  return [...form.elements.files.files, ...form.elements.folder.files];
}

function say(sentence = "", values = {}) {
  said.textContent = sentence.replace(/{(\w+)}/g, (_, name) => values[name]);
}

function write(number) {
  return number.toLocaleString(document.documentElement.lang);
}

function size() {
  const { size, little } = said.dataset;
  return bytes() < 1e6 ? little : size.replace("{n}", write(Math.round(bytes() / 1e6)));
}

function bytes() {
  return chosen().reduce((sum, file) => sum + file.size, 0);
}

function look() {
  const many = chosen().length;
  const isTooMuch = bytes() > Number(form.dataset.most);
  const sentence = said.dataset[isTooMuch ? "tooMuch" : "chosen"];
  say(many ? sentence : "", { n: write(many), size: size() });
  return !isTooMuch;
}

if (form) {
  // Files may have been chosen before this came, or kept by the browser.
  look();
  form.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    if (!look()) return event.preventDefault();
    if (chosen().length) say(said.dataset.sending, { size: size() });
  });
  // Which folder a file came from is not sent by itself.
  form.addEventListener("formdata", ({ formData }) => {
    const paths = chosen().map((file) => file.webkitRelativePath);
    formData.append("paths", JSON.stringify(paths));
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const items = [...event.dataTransfer.items];
    if (items.some((item) => item.webkitGetAsEntry()?.isDirectory))
      return say(said.dataset.folder);
    form.elements.files.files = event.dataTransfer.files;
    look();
  });
}

async function follow() {
  try {
    const answer = await fetch(section.dataset.standing);
    if (!answer.ok) throw new Error(answer.status);
    const { is_over, html } = await answer.json();
    if (is_over) return location.reload();
    if (section.innerHTML !== html) section.innerHTML = html;
    setTimeout(follow, 1000);
  } catch {
    // The server may be starting anew: it goes on with the import, and so do we.
    setTimeout(follow, 5000);
  }
}

if (section) {
  document.querySelector("[data-again]").hidden = true;
  setTimeout(follow, 1000);
}
