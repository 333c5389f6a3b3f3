// Offers this archive's names while one types into a field of names.

let request;

function written(name, isSeveral) {
  return isSeveral && /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

async function offer(field, list) {
  const { names, several } = field.dataset;
  const isSeveral = several !== undefined;
  const [, before, begun] = (isSeveral ? /^(.*,\s*)?(.*)$/ : /^()(.*)$/).exec(field.value);
  request?.abort();
  request = new AbortController();
  if (!begun) return list.replaceChildren();
  try {
    const answer = await fetch(`${names}&begin=${encodeURIComponent(begun)}`, request);
    const found = (await answer.json()).names;
    list.replaceChildren(
      ...found.map(({ name, called }) => {
        // Browsers offer what holds all that was typed, an old name too.
        const told = called === name ? name : `${before ?? ""}${called} → ${name}`;
        return new Option(told, (before ?? "") + written(name, isSeveral));
      }),
    );
  } catch {}
}

document.querySelectorAll("[data-names]").forEach((field, at) => {
  const list = document.createElement("datalist");
  list.id = `names-${at}`;
  field.after(list);
  field.setAttribute("list", list.id);
  field.oninput = () => offer(field, list);
});
