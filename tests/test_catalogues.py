"""What translations must share with the English that they stand for."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))
VALUE = re.compile(r"\{\w*\}|%\(\w+\)s|%[sd]")
TAG = re.compile(r"</?[a-z][^>]*>")
each = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])


def read(path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def forms(texts: object) -> tuple[str, ...]:
    """Return the forms of a message, one for each number that it tells apart."""
    return tuple(texts) if isinstance(texts, (list, tuple)) else (str(texts or ""),)


def translated(
    catalogue: Catalog,
) -> dict[tuple[tuple[str, ...], str], tuple[str, ...]]:
    """Return what is translated, by its English and its context."""
    return {
        (forms(message.id), _text(message.context)): forms(message.string)
        for message in catalogue
        if message.id and all(forms(message.string))
    }


def _text(context: str | bytes | None) -> str:
    """Return a context, which the reader of made catalogues leaves in bytes."""
    return context.decode() if isinstance(context, bytes) else context or ""


@each
def test_a_translation_has_the_values_and_the_html_of_its_english(path: Path) -> None:
    wrong = []
    for (english, _), texts in translated(read(path)).items():
        values = set(VALUE.findall(" ".join(english)))
        tags = Counter(TAG.findall(english[0]))
        for text in texts:
            has_quote = '"' in TAG.sub("", text) and '"' not in TAG.sub("", english[0])
            if (
                not values.issuperset(VALUE.findall(text))
                or Counter(TAG.findall(text)) != tags
                or has_quote  # It would end an attribute.
            ):
                wrong.append(text)
    assert wrong == []


@each
def test_no_translation_is_a_guess(path: Path) -> None:
    assert [message.id for message in read(path) if message.id and message.fuzzy] == []


@each
def test_what_the_archive_reads_was_made_of_its_catalogue(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        made = translated(read_mo(file))
    assert made == translated(read(path))
