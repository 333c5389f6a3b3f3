"""Merged segments equal one that is built of the live documents at once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.documents import Document
from search.whoosh_engine.building import fieldsource, merging
from search.whoosh_engine.building.builder import SegmentBuilder, TooManyDocuments
from search.whoosh_engine.building.mergesource import Source
from search.whoosh_engine.building.merging import OtherLanguages, merge
from search.whoosh_engine.segments.segment import SLOT_WORDS, Segment
from tests.search.made_documents import DOCUMENTS, contents, make_document, words_of

LANGUAGES = ("en", "fr")
BUILDER = SegmentBuilder(LANGUAGES)

# Documents of a source, each with whether it is live.
Part = list[tuple[Document, bool]]
PARTS = st.lists(
    DOCUMENTS.flatmap(
        lambda documents: st.lists(
            st.booleans(), min_size=len(documents), max_size=len(documents)
        ).map(lambda live: list(zip(documents, live, strict=True)))
    ),
    min_size=1,
    max_size=4,
)


def merge_parts(folder: Path, parts: list[Part]) -> tuple[Path, list[list[int]]]:
    """Build each part and merge them; return the file and the new numbers."""
    sources = []
    for number, part in enumerate(parts):
        path = folder / f"part{number}"
        BUILDER.build([document for document, _ in part], path, name="part")
        live = np.array([live for _, live in part], bool)
        # Both ways to say that all are live.
        mask = None if live.all() and number % 2 else live
        sources.append(Source(Segment(path, name="part"), mask))
    numbers = merge(sources, folder / "merged", name="made")
    return folder / "merged", [each.tolist() for each in numbers]


def assert_as_built_at_once(parts: list[Part]) -> None:
    """Compare merged parts with a segment of their live documents."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        merged, numbers = merge_parts(folder, parts)
        left = [document for part in parts for document, live in part if live]
        BUILDER.build(left, folder / "whole", name="made")
        assert contents(merged) == contents(folder / "whole")
        assert Segment(merged, name="made").doc_count == len(left)
        live = [live for part in parts for _, live in part]
        kept = [number for each in numbers for number in each]
        assert [number >= 0 for number in kept] == live
        assert [number for number in kept if number >= 0] == list(range(len(left)))


@given(PARTS)
@settings(max_examples=60, deadline=None)
def test_any_segments_merge_to_what_is_built_at_once(parts: list[Part]) -> None:
    assert_as_built_at_once(parts)


def test_long_articles_keep_their_slots() -> None:
    long = make_document(2, headline="Long", body="harbour. Ship " * SLOT_WORDS)
    short = make_document(1, body="A harbour bridge.")
    assert_as_built_at_once(
        [
            [(short, True), (long, True), (short, False)],
            [(long, False), (short, True)],
            [(short, True), (long, True)],
        ]
    )


def test_words_that_stand_often_keep_their_counts() -> None:
    often = make_document(1, body="harbour " * 300 + "bridge " * 255)
    short = make_document(2, body="harbour bridge " * 254)
    assert_as_built_at_once(
        [
            [(short, True), (often, True), (short, True)],
            [(often, False), (short, True), (often, True)],
        ]
    )


def test_many_words_are_merged_range_by_range(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fieldsource, "RANGE_OCCURRENCES", 50)
    bodies = [" ".join(f"w{n * m % 97}" for n in range(600)) for m in range(1, 9)]
    documents = [make_document(body=body + " common" * 700) for body in bodies]
    live = [(document, number != 3) for number, document in enumerate(documents)]
    assert_as_built_at_once([live[:2], live[2:5], live[5:]])


def test_words_and_values_that_nobody_has_are_dropped(tmp_path: Path) -> None:
    gone = make_document(1, body="Bridges", tags=(7,), section="Sport")
    left = make_document(2, body="harbour", tags=(8,), section="News")
    merged, numbers = merge_parts(tmp_path, [[(gone, False), (left, True)]])
    segment = Segment(merged, name="made")
    assert words_of(segment) == ["harbour"]
    assert segment.values("tags") == [8]
    assert segment.values("section") == ["News"]
    assert len(segment.of_key(b"bridg", "en")) == 0
    assert numbers == [[-1, 0]]


def test_too_many_documents_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MAX_SLOTS", 1)
    with pytest.raises(TooManyDocuments, match="2 slots"):
        merge_parts(tmp_path, [[(make_document(1), True)], [(make_document(2), True)]])


def test_segments_of_other_languages_are_refused(tmp_path: Path) -> None:
    sources = []
    for language in ("en", "fr"):
        SegmentBuilder([language]).build([], tmp_path / language, name="part")
        sources.append(Source(Segment(tmp_path / language, name="part"), None))
    with pytest.raises(OtherLanguages):
        merge(sources, tmp_path / "merged", name="made")
