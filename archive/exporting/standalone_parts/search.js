// Searches the articles of this folder. Opened from a disk, a page may read no file
// but scripts: each file of data/ is one that calls take() with what it holds.

"use strict";

const SIGNS =
  "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}";
const WORD = new RegExp(
  `[${SIGNS}]\\p{M}*|(?![${SIGNS}])[\\p{L}\\p{N}](?:(?![${SIGNS}])[\\p{L}\\p{N}\\p{M}])*`,
  "gu",
);
const HITS = 20;
const AROUND = 110;

const files = new Map();
const waiting = new Map();
const $ = (id) => document.getElementById(id);

// Words of the page, with values in the places of their names.
const said = (name, values) =>
  document.querySelector("main").dataset[name].replace(/{(\w+)}/g, (_, key) => values[key]);

function take(kind, number, data) {
  waiting.get(`${kind}-${number}`)(data);
}

function load(kind, number) {
  const name = `${kind}-${number}`;
  if (!files.has(name)) {
    files.set(
      name,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        const file = (script.src = `data/${name}.js`);
        script.onerror = () => reject(new Error(said("missing", { file })));
        document.head.append(script);
      }),
    );
  }
  return files.get(name);
}

const fold = (word) =>
  word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

const wordsOf = (text) => (text.match(WORD) ?? []).map(fold).filter(Boolean);

// The numbers of the articles with a word that begins so.
async function having(prefix, facts) {
  const found = new Set();
  const last = facts.words.findLastIndex(
    (first) => first <= prefix || first.startsWith(prefix),
  );
  for (let file = last; file >= 0; file -= 1) {
    const words = await load("words", file);
    for (const [word, distances] of Object.entries(words)) {
      if (!word.startsWith(prefix)) continue;
      let number = 0;
      for (const distance of distances) found.add((number += distance));
    }
    if (facts.words[file] <= prefix) break;
  }
  return found;
}

async function search(query) {
  const facts = await load("facts", 0);
  let found = [...Array(facts.count).keys()];
  for (const word of new Set(wordsOf(query))) {
    const articles = await having(word, facts);
    found = found.filter((number) => articles.has(number));
  }
  return found;
}

async function articleOf(number) {
  const { each } = await load("facts", 0);
  return (await load("articles", Math.floor(number / each)))[number % each];
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// A text with the words marked that begin as one of the query's does.
function marked(text, wanted) {
  const parts = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    if (!wanted.some((prefix) => word.startsWith(prefix))) continue;
    parts.append(text.slice(end, match.index), element("mark", match[0]));
    end = match.index + match[0].length;
  }
  parts.append(text.slice(end));
  return parts;
}

// What stands around the first word of the query, else how the text begins; a
// headline that was made from the first sentence is not said again.
function snippetOf(article, wanted) {
  const whole = article.paragraphs.join(" ");
  const isSaid = article.derived && whole.startsWith(article.headline);
  const text = whole.slice(isSaid ? article.headline.length : 0).trimStart();
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    if (wanted.some((prefix) => word.startsWith(prefix))) {
      at = match.index;
      break;
    }
  }
  const first = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
  const cut = text.indexOf(" ", Math.max(at, first) + AROUND);
  const last = cut < 0 ? text.length : cut;
  const parts = marked(text.slice(first, last), wanted);
  if (first > 0) parts.prepend("… ");
  if (last < text.length) parts.append(" …");
  return parts;
}

async function hitOf(number, query, wanted) {
  const article = await articleOf(number);
  const hit = element("li");
  const link = element("a");
  link.href = addressOf({ q: query, a: number + 1 });
  link.append(marked(article.headline, wanted));
  const heading = element("h2", "", article.derived && "derived");
  heading.append(link);
  const snippet = element("p");
  snippet.append(snippetOf(article, wanted));
  hit.lang = article.language;
  hit.append(heading, element("p", article.facts, "facts"), snippet);
  return hit;
}

function addressOf(parts) {
  const told = Object.entries(parts).filter(([, value]) => value);
  return `#${new URLSearchParams(told)}`;
}

async function showArticle(number, query) {
  const article = await articleOf(number);
  if (!article) return showHits(query);
  const wanted = wordsOf(query);
  const shown = document.querySelector("article");
  const heading = element("h2", "", article.derived && "derived");
  heading.append(marked(article.headline, wanted));
  shown.replaceChildren(heading, element("p", article.facts, "facts"));
  shown.lang = article.language;
  for (const paragraph of article.paragraphs) {
    const made = element("p");
    made.append(marked(paragraph, wanted));
    shown.append(made);
  }
  if (article.tags.length) {
    const names = article.tags.join(", ");
    shown.append(element("p", said("tags", { names }), "facts"));
  }
  shown.append(element("p", article.citation, "facts"));
  $("back").href = addressOf({ q: query });
  $("found").hidden = true;
  $("shown").hidden = false;
  shown.focus();
}

let asked = 0;

async function showHits(query) {
  const mine = (asked += 1);
  const found = await search(query);
  const { count } = await load("facts", 0);
  const told = (n) => n.toLocaleString(document.documentElement.lang);
  const wanted = wordsOf(query);
  let next = 0;
  const more = async () => {
    const hits = found.slice(next, next + HITS);
    next += HITS;
    const made = await Promise.all(hits.map((n) => hitOf(n, query, wanted)));
    if (mine !== asked) return;
    $("hits").append(...made);
    $("more").hidden = next >= found.length;
    $("shown").hidden = true;
    $("found").hidden = false;
  };
  if (mine !== asked) return;
  $("hits").replaceChildren();
  $("status").textContent = said(wanted.length ? "having" : "all", {
    found: told(found.length),
    count: told(count),
  });
  $("more").onclick = more;
  await more();
}

async function show() {
  const asks = new URLSearchParams(location.hash.slice(1));
  const query = asks.get("q") ?? "";
  $("q").value = query;
  try {
    if (asks.get("a")) await showArticle(Number(asks.get("a")) - 1, query);
    else await showHits(query);
  } catch (error) {
    $("status").textContent = said("torn", { problem: error.message });
  }
}

document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const address = addressOf({ q: $("q").value.trim() });
  if (address === location.hash) show();
  else location.hash = address;
});
addEventListener("hashchange", show);
show();
