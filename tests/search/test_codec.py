"""Whoosh's own searcher reads our segments: a word on the index's format by another."""

import datetime
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh import query
from whoosh.index import FileIndex
from whoosh.query.spans import SpanNear2
from whoosh.reading import TermNotFound

from search.documents import Document
from search.language.tree import State
from search.whoosh_engine.commits.codec import ArrayCodec, ArraySegment
from search.whoosh_engine.commits.schema import make_schema
from search.whoosh_engine.commits.storage import SyncedStorage
from tests.search.plain_segment import write_plainly
from tests.search.sample_documents import make_document

Term = query.Term
DAY = datetime.date(2024, 3, 5)
DOCUMENTS = (
    make_document(
        1,
        headline="Harbour bridge opens",
        body="The harbour bridge opened. Bridge and harbour, said O'Neill.",
        source=7,
        tags=(3, 12),
        section="Transport",
        states=(State.EDITED,),
    ),
    make_document(
        2,
        headline="",
        derived_headline="Crews of a P-8I fly",
        body="Crews of a P-8I fly over the harbour wall, over the bridge.",
        byline="Ann Tolley",
        credits=(7,),
        tags=(12,),
        published_on=None,
        states=(State.DERIVED, State.UNDATED),
    ),
    make_document(
        3, headline="Ferries", body="No ferry left.", section="Sport", copy_group=40
    ),
)


def adopt(index: FileIndex, *segments: Sequence[Document], gone: Any = ()) -> None:
    """Commit segments that were written plainly; `gone` are document numbers."""
    folder = Path(index.storage.folder)
    new = []
    for documents in segments:
        segment = ArraySegment("MAIN", doc_count=len(documents))
        path = folder / segment.file_name
        write_plainly(documents, path, name=path.stem, languages=("en",))
        new.append(segment)
    writer = index.writer(codec=ArrayCodec())
    for number in gone:
        writer.delete_document(number)
    writer.commit(mergetype=lambda _, segments: segments + new)


@pytest.fixture
def index(tmp_path: Path) -> FileIndex:
    """An empty index in Whoosh's own terms."""
    return SyncedStorage(str(tmp_path)).create_index(make_schema())


@pytest.fixture(params=["one segment", "two segments"])
def searcher(index: FileIndex, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Whoosh's searcher over three documents."""
    parts = (
        [DOCUMENTS]
        if request.param == "one segment"
        else [DOCUMENTS[:2], DOCUMENTS[2:]]
    )
    adopt(index, *parts)
    with index.searcher() as searcher:
        yield searcher


def ids(searcher: Any, asked: query.Query) -> set[int]:
    """Return the articles found, which is the same with and without scores."""
    found = {
        int(s["id"])
        for s in map(searcher.stored_fields, searcher.docs_for_query(asked))
    }
    results = searcher.search(asked, limit=None)
    assert {int(hit["id"]) for hit in results} == found
    return found


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Term("body", "harbour"), {1, 2}),
        (Term("headline", "harbour"), {1}),
        (Term("derived", "crews"), {2}),
        (Term("byline", "tolley"), {2}),
        (Term("body", "nowhere"), set()),
        (Term("body", "p8i\x01\x02"), {2}),
        (query.And([Term("body", "harbour"), Term("body", "wall")]), {2}),
        (query.Or([Term("body", "wall"), Term("body", "ferry")]), {2, 3}),
        (query.AndNot(Term("body", "harbour"), Term("body", "wall")), {1}),
        (query.Not(Term("body", "harbour")), {3}),
        (query.Every(), {1, 2, 3}),
        (query.Phrase("body", ["harbour", "bridge"]), {1}),
        (query.Phrase("body", ["bridge", "harbour"]), set()),
        (query.Phrase("body", ["p8i\x01\x02", "fly"]), {2}),
        (SpanNear2([Term("body", "wall"), Term("body", "bridge")], slop=3), {2}),
        (SpanNear2([Term("body", "wall"), Term("body", "bridge")], slop=2), set()),
        (query.Prefix("body", "br"), {1, 2}),
        (query.Wildcard("body", "h*r"), {1, 2}),
        (query.FuzzyTerm("body", "ferrys", maxdist=2), {3}),
        (query.TermRange("body", "wa", "wb"), {2}),
        (Term("source", "7"), {1}),
        (Term("credits", "7"), {2}),
        (Term("tags", "12"), {1, 2}),
        (Term("tags", "1"), set()),
        (Term("section", "Sport"), {3}),
        (Term("language", "en"), {1, 2, 3}),
        (Term("imports", "1"), set()),
        (Term("group", "40"), {3}),
        (Term("states", "derived"), {2}),
        (Term("id", "2"), {2}),
        (query.Prefix("tags", "1"), {1, 2}),
        (query.NumericRange("date", DAY.toordinal(), None), {1, 3}),
        (query.NumericRange("date", 0, 0), {2}),
        (query.NumericRange("words", 4, 9), {1}),
    ],
    ids=str,
)
def test_whoosh_finds(searcher: Any, asked: query.Query, expected: set[int]) -> None:
    assert ids(searcher, asked) == expected


def test_whoosh_scores_and_leaves_out_what_scores_low(index: FileIndex) -> None:
    many = [
        make_document(number, body="harbour " * (1 + number % 7) + "wall " * 9)
        for number in range(1, 700)
    ]
    adopt(index, many[:400], many[400:])
    asked = query.Or([Term("body", "harbour"), Term("body", "wall")])
    with index.searcher() as searcher:
        whole = searcher.search(asked, limit=None)
        first = searcher.search(asked, limit=5)
        scores = [round(hit.score, 9) for hit in whole]
        assert scores == sorted(scores, reverse=True)
        assert scores[0] > scores[-1]
        assert [round(hit.score, 9) for hit in first] == scores[:5]


def test_the_columns_hold_what_the_documents_say(searcher: Any) -> None:
    reader = searcher.reader()
    columns = {
        name: list(reader.column_reader(name))
        for name in ("number", "date", "words", "source", "tags", "section", "group")
    }
    assert columns == {
        "number": [1, 2, 3],
        "date": [DAY.toordinal(), 0, DAY.toordinal()],
        "words": [9, 12, 3],
        "source": ["7", "", ""],
        "tags": ["3 12", "12", ""],
        "section": ["Transport", "", "Sport"],
        "group": ["", "", "40"],
    }
    digests = [document.digest for document in DOCUMENTS]
    assert list(reader.column_reader("digest")) == digests


def test_the_reader_tells_terms_in_order_with_their_numbers(searcher: Any) -> None:
    reader = searcher.reader()
    terms = list(reader.all_terms())
    assert terms == sorted(terms)
    assert list(reader.lexicon("section")) == [b"Sport", b"Transport"]
    assert list(reader.field_terms("words")) == [3, 9, 12]
    told = reader.term_info("body", "harbour")
    assert (told.doc_frequency(), told.weight(), told.max_weight()) == (2, 3, 2)
    assert reader.doc_frequency("body", "nowhere") == 0
    assert reader.field_length("headline") == 4
    assert reader.doc_field_length(1, "derived") == 6
    with pytest.raises(TermNotFound):
        reader.term_info("body", "nowhere")


def test_a_long_article_is_put_together_again(index: FileIndex) -> None:
    body = "start " + "filler " * 65_533 + "left right " + "filler " * 70_000 + "end"
    adopt(index, [make_document(1), make_document(2, body=body), make_document(3)])
    with index.searcher() as searcher:
        reader = searcher.reader()
        matcher = reader.postings("body", "filler")
        assert (matcher.id(), matcher.weight()) == (1, 135_533)
        assert matcher.value_as("positions")[-1] == 135_535
        assert ids(searcher, query.Phrase("body", ["left", "right"])) == {2}
        assert ids(searcher, query.Phrase("body", ["filler", "end"])) == {2}
        assert ids(searcher, query.Phrase("body", ["end", "crews"])) == set()
        assert reader.doc_frequency("body", "filler") == 1


@pytest.mark.parametrize("count", [254, 255, 256, 1000])
def test_large_counts_are_right(index: FileIndex, count: int) -> None:
    adopt(
        index, [make_document(1, body="toll " * count), make_document(2, body="toll")]
    )
    with index.searcher() as searcher:
        matcher = searcher.reader().postings("body", "toll")
        assert (matcher.weight(), len(matcher.value_as("positions"))) == (count, count)
        matcher.next()
        assert (matcher.weight(), matcher.value_as("positions")) == (1, [0])


def test_deleted_documents_are_not_found(index: FileIndex) -> None:
    adopt(index, DOCUMENTS)
    adopt(index, gone=[1])
    with index.searcher() as searcher:
        assert ids(searcher, query.Every()) == {1, 3}
        assert ids(searcher, Term("body", "harbour")) == {1}
        assert (searcher.doc_count(), searcher.doc_count_all()) == (2, 3)


def test_a_segment_s_state_survives_the_table_of_contents() -> None:
    segment = ArraySegment("MAIN", doc_count=20)
    segment.delete(np.array([0, 9, 19]))
    again = pickle.loads(pickle.dumps(segment))
    assert again == segment
    assert again.deleted_docs() == [0, 9, 19]
    assert [number for number in range(20) if again.is_deleted(number)] == [0, 9, 19]
    assert (again.doc_count_all(), again.doc_count()) == (20, 17)
