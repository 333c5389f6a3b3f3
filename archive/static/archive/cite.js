// Puts a button to copy it beside each citation; without script, people mark the text.

const SHOWN_MS = 2000;

function addButton(citation) {
  const { textContent: text } = citation;
  const name = citation.previousElementSibling.textContent;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "as-link";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${name}`);
  button.addEventListener("click", async () => {
    const said = await navigator.clipboard.writeText(text).then(
      () => "Copied",
      () => "Not copied: mark the text",
    );
    button.textContent = said;
    setTimeout(() => (button.textContent = "Copy"), SHOWN_MS);
  });
  citation.append(" ", button);
}

if (navigator.clipboard) {
  document.querySelectorAll("[data-copies] dd:not(:has(a))").forEach(addButton);
}
