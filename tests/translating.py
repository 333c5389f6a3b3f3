"""Writes pages in a language that is none, to see which words are not translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

from django.apps import apps
from django.db.models import Model
from django.utils import translation
from justhtml import JustHTML
from justhtml.dom import Element, Node

BEGIN, END = "⟦⟧"
LETTERS = re.compile(r"[^\W\d_]{2,}")
# What people read or hear of an element beside its text.
READ = ("alt", "aria-label", "placeholder", "title", "aria-description", "summary")
NOT_READ = {"script", "style", "template", "code", "kbd", "textarea", "pre"}
# Citations follow manuals that are English: those in their box, and the printed one.
CITATIONS = {"cite", "printed"}


@contextmanager
def in_no_language() -> Iterator[None]:
    """Put each translated message between brackets."""

    def marked(message: str) -> str:
        return f"{BEGIN}{message}{END}" if message else message

    def of_number(singular: str, plural: str, number: int) -> str:
        return marked(singular if number == 1 else plural)

    translations = {
        "gettext": marked,
        "ngettext": of_number,
        "pgettext": lambda _, message: marked(message),
        "npgettext": lambda _, *forms: of_number(*forms),
    }
    translation.gettext("")  # The first call finds what is to be replaced.
    source = vars(translation)["_trans"]
    with ExitStack() as stack:
        for name, replacement in translations.items():
            stack.enter_context(mock.patch.object(source, name, replacement))
        yield


def untranslated(html: str) -> Iterator[str]:
    """Give the words of a page, texts and attributes, that stand outside brackets."""
    depth = 0
    for node in _walk(JustHTML(html, sanitize=False).root):
        if isinstance(node, Element):
            for name in READ:
                yield from _outside(str(node.attrs.get(name) or ""), 0)[0]
            is_button = node.name == "input" and node.attrs.get("type") == "submit"
            if is_button:
                yield from _outside(str(node.attrs.get("value") or ""), 0)[0]
        elif node.name == "#text":
            words, depth = _outside(str(node.data), depth)
            yield from words


def _walk(node: Node) -> Iterator[Node]:
    if isinstance(node, Element) and CITATIONS & {
        node.attrs.get("id"),
        node.attrs.get("class"),
    }:
        return
    yield node
    if node.name not in NOT_READ:
        for child in node.children or ():
            yield from _walk(child)


def _outside(text: str, depth: int) -> tuple[list[str], int]:
    """Return the parts of a text outside brackets, and how many are still open."""
    parts = [""]
    for letter in text:
        if letter == BEGIN:
            depth += 1
            parts.append("")
        elif letter == END:
            depth = max(depth - 1, 0)
        elif not depth:
            parts[-1] += letter
    return [" ".join(part.split()) for part in parts if LETTERS.search(part)], depth


def everything_written() -> str:
    """Return all texts of the database: what pages show and nobody translates."""
    return " ".join(
        " ".join(str(value).split())
        for model in apps.get_models()
        for row in model._default_manager.all()
        for value in _texts(row)
    )


def _texts(row: Model) -> Iterator[object]:
    yield row
    for field in row._meta.fields:
        yield getattr(row, field.attname)
