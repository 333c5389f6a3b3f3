"""Documents of all kinds, and what segments made of them hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from search.documents import Document
from search.whoosh_engine.segments.arrayfile import ArrayFile
from search.whoosh_engine.segments.segment import (
    COLUMNS,
    STORED_STATES,
    TEXT_FIELDS,
    TEXT_VALUES,
    VALUE_FIELDS,
    WRITTEN,
    Segment,
)

FIELD_ARRAYS = (
    *("words", "postings_at", "occurrences_at", "slots", "counts", "many_at", "many"),
    *("positions", "lengths"),
)
DAY = datetime.date(2024, 3, 2)
# Letters of many scripts and kinds, and all that parts or joins them.
LETTERS = "aBcéßÉ8½05АяΩ都新聞ニュｰスがี่กहिन्दीﾞ\u00ad\u200d\u0301ǆﬁİ"
SIGNS = "'’.,&-_/:!?…。！｡\"”»«“()¿* \t\r\n\u2029\u00a0\x00\x1f"
CHUNKS = st.text(alphabet=LETTERS + SIGNS, max_size=20) | st.sampled_from(
    [
        *("harbour", "bridges", "Mr.", "U.S.", "India's", "P-8I", "O'Neill's", "1,000"),
        *("cafés", "café", "cafe", "well-known", "(J.", "Toll", "says.”", "\n\n", "。"),
        *("a" * 66, "a" * 64 + "'s", "a-" * 80 + "b", "—" * 70, "Ends.", "-", "Smith"),
    ]
)
TEXTS = st.lists(CHUNKS, max_size=12).map(" ".join) | st.text(max_size=30)
NUMBERS = st.lists(st.integers(1, 2**40), max_size=3, unique=True).map(tuple)


def make_document(number: int = 1, **facts: Any) -> Document:
    """Return a document in which only the facts given are of interest."""
    plain: dict[str, Any] = {
        "article_id": number,
        "headline": "",
        "derived_headline": "",
        "body": "",
        "byline": "",
        "source": None,
        "credits": (),
        "tags": (),
        "section": "",
        "language": "",
        "imports": (),
        "copy_group": None,
        "published_on": None,
        "created_on": DAY,
        "word_count": 0,
        "states": (),
    }
    return Document(**plain | facts)


DOCUMENTS = st.lists(
    st.builds(
        make_document,
        number=st.integers(1, 2**40),
        headline=TEXTS,
        derived_headline=st.just("") | TEXTS,
        body=TEXTS,
        byline=st.just("") | TEXTS,
        source=st.none() | st.integers(1, 300),
        credits=NUMBERS,
        tags=NUMBERS,
        imports=NUMBERS,
        section=st.sampled_from(["", "Sport", "Économie", "News"]),
        language=st.sampled_from(["", "en", "fr"]),
        copy_group=st.none() | st.integers(1, 300),
        published_on=st.none() | st.dates(),
        created_on=st.dates(),
        word_count=st.integers(0, 100_000),
        states=st.lists(st.sampled_from(STORED_STATES), unique=True).map(tuple),
    ),
    max_size=5,
)


def contents(path: Path) -> dict[str, tuple[str, list[int]]]:
    """Return all arrays of a segment's file, with their types."""
    file = ArrayFile(path)
    file.check()
    names = list(_names(file.facts["languages"]))
    names += ["slots"] if "slots" in file else []
    return {name: (str(file[name].dtype), file[name].tolist()) for name in names}


def _names(languages: list[str]) -> Iterator[str]:
    yield from COLUMNS
    yield from ("words.text", "words.at", "words.letters", "words.joined")
    yield "words.spans"
    for language in (*languages, WRITTEN):
        for part in ("text", "at", "members_at", "members"):
            yield f"keys.{language}.{part}"
    for field in TEXT_FIELDS:
        for part in FIELD_ARRAYS:
            yield f"{field}.{part}"
    for kind in ("sentences", "paragraphs"):
        yield from (f"body.{kind}_at", f"body.{kind}")
    for field in VALUE_FIELDS:
        blob = field in TEXT_VALUES
        yield from (f"{field}.at", f"{field}.ordinals")
        yield from (
            (f"{field}.values.text", f"{field}.values.at")
            if blob
            else (f"{field}.values",)
        )


def words_of(segment: Segment) -> list[str]:
    """Return the words of a segment."""
    return [segment.words[number].decode() for number in range(len(segment.words))]


def places(segment: Segment, field: str, word: str) -> list[int]:
    """Return the places of a word in a field."""
    number = segment.words.find(word.encode())
    own = segment.in_field(field, np.array([number]))
    slots, counts = segment.postings(field, own)
    positions = segment.positions(field, own)
    shifted = np.repeat(slots.astype(np.int64) << 16, counts)
    return [int(place) for place in shifted + positions]
