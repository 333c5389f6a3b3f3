"""Writes articles as a folder of Markdown, with what is known of each in front."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from archive.exporting.jsonlines import article_data
from archive.exporting.pack import Pack
from archive.exporting.zips import write_folder
from archive.models import Article

# What would be read as emphasis, a link, a tag, an entity or a table.
SIGNS = re.compile(r"[\\`*_<\[\]&|]")
# What would make a line something else than a line of text.
BEGINNINGS = re.compile(r"^[ \t]*(?:([>#+=~-])|(\d+)(?=[.)]))?", re.MULTILINE)
# YAML breaks lines at some of these, and forbids others.
UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def write(pack: Pack) -> Iterator[bytes]:
    """Yield the bytes of the zip."""
    return write_folder(pack, as_markdown, suffix="md")


def as_markdown(article: Article) -> str:
    """Return an article with its facts as YAML before its text."""
    data = article_data(article)
    # A headline that was derived is not written where one that was read would be.
    name = "derived_headline" if data.pop("headline_is_derived") else "headline"
    facts = {name: data.pop("headline")} | data
    del facts["body"]
    lines = [f"{name}: {_yaml(value)}" for name, value in facts.items() if value]
    return "\n".join(("---", *lines, "---", "", escaped(article.body), ""))


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    plain = SIGNS.sub(r"\\\g<0>", text)
    return BEGINNINGS.sub(_escape_beginning, plain)


def _escape_beginning(match: re.Match[str]) -> str:
    sign, number = match.groups()
    return f"\\{sign}" if sign else f"{number}\\" if number else ""


def _yaml(value: object) -> str:
    """Return a value as YAML, which all JSON is."""
    text = json.dumps(value, ensure_ascii=False)
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
