// Copies what is to be cited: a citation, or the address of a selected passage.
// Without script people mark the text, and the numbers of paragraphs are links.

const body = document.querySelector(".body");
const { dataset: words } = document.querySelector("#cite");

function makeButton(name, className, makeText) {
  const button = document.createElement("button");
  const say = (text) => (button.textContent = text);
  button.className = className;
  button.onclick = async () => {
    const copied = navigator.clipboard.writeText(makeText());
    say(await copied.then(() => words.copied, () => words.failed));
    setTimeout(say, 2000, name);
  };
  say(name);
  return button;
}

function addButton(citation) {
  const { textContent, previousElementSibling: name } = citation;
  const button = makeButton(words.copy, "as-link", () => textContent);
  button.ariaLabel = words.copyOf.replace("{name}", name.textContent);
  citation.append(" ", button);
}

// Browsers find whole words in such an address, and none over the end of a paragraph.
function makeLink() {
  const { startContainer: first, startOffset, endContainer: last, endOffset } =
    getSelection().getRangeAt(0);
  const split = (text) => text.trim().split(/\s+/);
  const write = (words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
  const [, lead, begun] = /^(.*?)(\S*)$/s.exec(first.data?.slice(0, startOffset) ?? "");
  const rest = endOffset ? /^\S*/.exec(last.data?.slice(endOffset) ?? "") : "";
  const before = write(split(lead).slice(-3));
  const lines = (begun + getSelection() + rest).trim().split(/\n+/).map(split);
  const ends = [lines[0].slice(0, 5), lines.at(-1).slice(-5)];
  const told = lines[1] || lines[0].length > 12 ? ends : lines;
  const place = first.parentElement.closest("p")?.id ?? "";
  const page = document.querySelector("[rel=canonical]").href;
  return `${page}#${place}:~:text=${before && `${before}-,`}${told.map(write)}`;
}

if (navigator.clipboard) {
  document.querySelectorAll("#cite dd:not(:has(a))").forEach(addButton);
  const offer = makeButton(words.passage, "mention passage", makeLink);
  offer.hidden = true;
  body.after(offer);
  document.onselectionchange = () => {
    const { isCollapsed, anchorNode } = getSelection();
    offer.hidden = isCollapsed || !body.contains(anchorNode);
  };
}
