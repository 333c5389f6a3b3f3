"""Writes a segment's file the slow and plain way: what a quick builder must equal.

The contract is in search/whoosh_engine/segment.py; what it leaves open is settled here.

The places of an article follow each other: a word's place is the article's first slot
<< 16, plus its position, and goes on into the next slot without a gap. An article gets
so many slots that SLOT_MARGIN places stay free behind its longest field.

Types: positions and FIELD.slots uint16, FIELD.counts and words.spans uint8, letters and
all numbers of words uint32 (words.joined, FIELD.words, keys.LANGUAGE.members), digest
uint64, VALUE.values of numbers int64, text uint8; all else as narrow() has it.

The key of a joined form, and its letters, are those of its text without the span. A key
is left out when its only member is the very same bytes. A text without words has no
first word of a sentence; an empty section or language is no value. A first paragraph
is the whole text when there is but one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from search.documents import Document
from search.sentences import paragraph_starts, sentence_starts
from search.text import SPAN_MARK, cut, fold, key
from search.whoosh_engine.segments.arrayfile import ArrayWriter
from search.whoosh_engine.segments.segment import (
    MANY,
    SLOT_BITS,
    SLOT_MARGIN,
    SLOT_WORDS,
    STATE_BITS,
    TEXT_FIELDS,
    TEXT_VALUES,
    WRITTEN,
)
from tests.search.plain_arrays import chained, offsets, put, write_lists, write_texts

# Each word with the positions it has in a text, ascending.
Positions = Mapping[str, list[int]]
Texts = Mapping[str, Sequence[str]]


def write_plainly(
    documents: Sequence[Document], path: Path, *, name: str, languages: Sequence[str]
) -> None:
    """Write a whole segment of these documents to a new file."""
    writer = ArrayWriter(path)
    texts = _texts(documents)
    first_slots = _write_slots(writer, texts)
    words = sorted(
        {word for each in texts.values() for text in each for word in text_words(text)}
    )
    _write_words(writer, words)
    for language in (*languages, WRITTEN):
        _write_keys(writer, words, language=language)
    for field in TEXT_FIELDS:
        found = [positions_in(text) for text in texts[field]]
        _write_field(writer, field, found, words=words, first_slots=first_slots)
        put(writer, f"{field}.lengths", [word_count(text) for text in texts[field]])
    for kind, starts_in in (
        ("sentences", sentence_starts),
        ("paragraphs", paragraph_starts),
    ):
        starts = [starts_in(text) for text in texts["body"]]
        _write_starts(writer, f"body.{kind}", starts, first_slots=first_slots)
    _write_columns(writer, documents)
    for field, values in _values(documents).items():
        _write_values(writer, field, values)
    writer.close(name=name, documents=len(documents), languages=list(languages))


def text_words(text: str) -> set[str]:
    """Return the words of a text as the index holds them."""
    return {term.indexed for term in cut(text)}


def positions_in(text: str) -> Positions:
    """Return the positions of each word of a text."""
    positions = defaultdict(list)
    for term in cut(text):
        positions[term.indexed].append(term.position)
    return positions


def word_count(text: str) -> int:
    """Count the positions of a text."""
    return max((term.position + 1 for term in cut(text)), default=0)


def _texts(documents: Sequence[Document]) -> Texts:
    return {
        "headline": [document.headline for document in documents],
        "derived": [document.derived_headline for document in documents],
        "body": [document.body for document in documents],
        "byline": [document.byline for document in documents],
    }


def _write_slots(writer: ArrayWriter, texts: Texts) -> list[int]:
    """Write the document of each slot; return the first slot of each, and the end."""
    slots: list[int] = []
    first_slots = [0]
    for number, of_document in enumerate(zip(*texts.values(), strict=True)):
        longest = max(word_count(text) for text in of_document)
        count = max(1, -(-(longest + SLOT_MARGIN) // SLOT_WORDS))
        slots += [number] * count
        first_slots.append(len(slots))
    if len(slots) > len(first_slots) - 1:
        put(writer, "slots", slots)
    return first_slots


def _write_words(writer: ArrayWriter, words: Sequence[str]) -> None:
    write_texts(writer, "words", words)
    letters = [
        sum({1 << ord(letter) % 32 for letter in word.partition(SPAN_MARK)[0]})
        for word in words
    ]
    put(writer, "words.letters", letters, np.uint32)
    joined = [number for number, word in enumerate(words) if SPAN_MARK in word]
    put(writer, "words.joined", joined, np.uint32)
    spans = [ord(words[number].partition(SPAN_MARK)[2][0]) for number in joined]
    put(writer, "words.spans", spans, np.uint8)


def _write_keys(writer: ArrayWriter, words: Sequence[str], *, language: str) -> None:
    members = defaultdict(list)
    for number, word in enumerate(words):
        text = word.partition(SPAN_MARK)[0]
        common = fold(text) if language == WRITTEN else key(text, language=language)
        members[common].append(number)
    kept = {
        common: numbers
        for common, numbers in members.items()
        if [words[number] for number in numbers] != [common]
    }
    write_texts(writer, f"keys.{language}", sorted(kept))
    lists = [kept[common] for common in sorted(kept)]
    write_lists(writer, f"keys.{language}.members", lists, np.uint32)


def _write_field(
    writer: ArrayWriter,
    field: str,
    found: Sequence[Positions],
    *,
    words: Sequence[str],
    first_slots: Sequence[int],
) -> None:
    """Write the postings of a field."""
    places: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    numbers = {word: number for number, word in enumerate(words)}
    for first, positions in zip(first_slots, found, strict=False):
        for word, numbers_in_text in positions.items():
            for position in numbers_in_text:
                place = (first << SLOT_BITS) + position
                slots = places[numbers[word]]
                slots[place >> SLOT_BITS].append(place % SLOT_WORDS)
    own = sorted(places)
    by_word = [sorted(places[word].items()) for word in own]
    put(writer, f"{field}.words", own, np.uint32)
    slots_of = [[slot for slot, _ in postings] for postings in by_word]
    put(writer, f"{field}.postings_at", offsets(slots_of))
    put(writer, f"{field}.slots", chained(slots_of), np.uint16)
    counts = [len(positions) for postings in by_word for _, positions in postings]
    put(writer, f"{field}.counts", [min(each, MANY) for each in counts], np.uint8)
    many_at = [at for at, count in enumerate(counts) if count >= MANY]
    put(writer, f"{field}.many_at", many_at)
    put(writer, f"{field}.many", [counts[at] for at in many_at])
    positions_of = [chained([p for _, p in postings]) for postings in by_word]
    put(writer, f"{field}.occurrences_at", offsets(positions_of))
    put(writer, f"{field}.positions", chained(positions_of), np.uint16)


def _write_starts(
    writer: ArrayWriter,
    name: str,
    starts: Sequence[Sequence[int]],
    *,
    first_slots: Sequence[int],
) -> None:
    by_slot: list[list[int]] = [[] for _ in range(first_slots[-1])]
    for first, positions in zip(first_slots, starts, strict=False):
        for position in positions:
            by_slot[first + (position >> SLOT_BITS)].append(position % SLOT_WORDS)
    write_lists(writer, name, by_slot, np.uint16)


def _write_columns(writer: ArrayWriter, documents: Sequence[Document]) -> None:
    put(writer, "number", [each.article_id for each in documents])
    dates = [each.published_on for each in documents]
    put(writer, "date", [day.toordinal() if day else 0 for day in dates])
    put(writer, "added", [each.created_on.toordinal() for each in documents])
    put(writer, "words", [each.word_count for each in documents])
    put(writer, "lead", [first_paragraph(each.body) for each in documents])
    put(writer, "group", [each.copy_group or 0 for each in documents])
    states = [sum(STATE_BITS[state] for state in each.states) for each in documents]
    put(writer, "states", states)
    digests = [int(each.digest, 16) for each in documents]
    put(writer, "digest", digests, np.uint64)


def first_paragraph(text: str) -> int:
    """Count the positions of a text's first paragraph."""
    return [*paragraph_starts(text), word_count(text)][1] if word_count(text) else 0


def _values(
    documents: Sequence[Document],
) -> dict[str, list[list[int]] | list[list[str]]]:
    return {
        "source": [[] if d.source is None else [d.source] for d in documents],
        "credits": [list(document.credits) for document in documents],
        "tags": [list(document.tags) for document in documents],
        "imports": [list(document.imports) for document in documents],
        "section": [[d.section] if d.section else [] for d in documents],
        "language": [[d.language] if d.language else [] for d in documents],
    }


def _write_values(
    writer: ArrayWriter, field: str, values: list[list[int]] | list[list[str]]
) -> None:
    distinct = sorted({value for each in values for value in each})
    if field in TEXT_VALUES:
        write_texts(writer, f"{field}.values", [str(value) for value in distinct])
    else:
        put(writer, f"{field}.values", [int(value) for value in distinct], np.int64)
    ordinals = [sorted({distinct.index(value) for value in each}) for each in values]
    put(writer, f"{field}.at", offsets(ordinals))
    put(writer, f"{field}.ordinals", chained(ordinals))
