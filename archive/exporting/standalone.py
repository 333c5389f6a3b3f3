"""Writes articles as a folder of pages that can be searched without a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from archive.exporting.pack import Pack
from archive.exporting.reading import Read, read_articles
from archive.exporting.words import WordList
from archive.exporting.zips import Member, write_zip
from archive.models import Article

PARTS = Path(__file__).with_name("standalone_parts")
ARTICLES_A_FILE = 100


def write(pack: Pack) -> Iterator[bytes]:
    """Yield a zip with a page to open, and data that its script loads as scripts."""
    return write_zip(_members(pack), at=pack.record.run_at)


def _members(pack: Pack) -> Iterator[Member]:
    page = {"record": pack.record}
    yield "index.html", (render_to_string("archive/export/standalone.html", page),)
    for name in ("style.css", "search.js"):
        yield name, ((PARTS / name).read_text(),)
    words = WordList()
    count = 0
    for count, held in _by_file(pack, words):
        yield _script("articles", (count - 1) // ARTICLES_A_FILE, json_of(held))
    firsts = []
    for number, (first, text) in enumerate(words.files()):
        firsts.append(first)
        yield _script("words", number, text)
    facts = {"count": count, "each": ARTICLES_A_FILE, "words": firsts}
    yield _script("facts", 0, json_of(facts))


def _by_file(pack: Pack, words: WordList) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the articles of each file, and how many there are by then."""
    held: list[dict[str, Any]] = []
    number = -1
    for number, (article, read) in enumerate(read_articles(pack)):
        data = _data(article, read)
        texts = (article.headline, article.body, read.facts, *data["tags"])
        words.add(number, texts)
        held.append(data)
        if len(held) == ARTICLES_A_FILE:
            yield number + 1, held
            held = []
    if held:
        yield number + 1, held


def _data(article: Article, read: Read) -> dict[str, Any]:
    return {
        "headline": article.headline,
        "derived": article.headline_is_derived,
        "facts": read.facts,
        "tags": [tag.name for tag in article.tags.all()],
        "language": article.language,
        "citation": read.citation.text,
        "paragraphs": article.paragraphs,
    }


def _script(kind: str, number: int, data: str) -> Member:
    """Return data as a script: pages opened from a disk may load nothing else."""
    return f"data/{kind}-{number}.js", (f'take("{kind}", {number}, {data});\n',)


def json_of(data: object) -> str:
    """Return values as JSON without blanks."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
