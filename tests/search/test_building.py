"""The quick builder writes what the plain one writes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from search.documents import Document
from search.whoosh_engine.building import builder
from search.whoosh_engine.building.builder import (
    SegmentBuilder,
    TooManyDocuments,
    batches,
)
from search.whoosh_engine.segments.segment import SLOT_MARGIN, SLOT_WORDS, Segment
from tests.search.made_documents import (
    DOCUMENTS,
    TEXTS,
    contents,
    make_document,
    places,
    words_of,
)
from tests.search.plain_segment import write_plainly

LANGUAGES = ("en", "fr", "ja")
# One for all tests, so that what it keeps of earlier documents is tried too.
BUILDER = SegmentBuilder(LANGUAGES)


def assert_equal_to_plain(documents: list[Document]) -> None:
    """Build documents in both ways."""
    with TemporaryDirectory() as folder:
        quick, plain = Path(folder, "quick"), Path(folder, "plain")
        BUILDER.build(documents, quick, name="made")
        write_plainly(documents, plain, name="made", languages=LANGUAGES)
        assert contents(quick) == contents(plain)


def build(path: Path, *documents: Document) -> Segment:
    """Return a segment of these documents."""
    SegmentBuilder(["en"]).build(documents, path, name="made")
    return Segment(path, name="made")


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_any_documents_are_built_as_plainly(documents: list[Document]) -> None:
    assert_equal_to_plain(documents)


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_built_as_plainly(text: str) -> None:
    assert_equal_to_plain([make_document(body=text), make_document(headline=text)])


def test_a_long_article_among_others_is_built_as_plainly() -> None:
    words = " ".join(f"word{number % 3000}" for number in range(70_000))
    body = words.replace("word77 ", "word77. Now\n\nthe ")
    assert_equal_to_plain(
        [
            make_document(1, body="Before."),
            make_document(2, headline="Long story", body=body, byline="By A. Writer"),
            make_document(3, body="After it."),
        ]
    )


def test_a_word_that_stands_often_is_built_as_plainly() -> None:
    bodies = ["harbour " * count for count in (254, 255, 256, 70_000)]
    assert_equal_to_plain([make_document(body=body) for body in bodies])


def test_chunks_too_long_to_keep_are_told_apart() -> None:
    same = "harbour-" * 8
    chunks = " ".join([same, same + "one", same + "two", same + "one"])
    longest = f"{chunks} {same * 9_000}end"
    assert_equal_to_plain([make_document(body=body) for body in (chunks, longest)])


def test_a_long_article_takes_several_slots(tmp_path: Path) -> None:
    body = "a " * (SLOT_WORDS - 1) + "harbour bridge"
    segment = build(
        tmp_path / "made",
        make_document(headline="Harbour", body=body),
        make_document(body="harbour"),
    )
    assert segment.slot_docs is not None
    assert segment.slot_docs.tolist() == [0, 0, 1]
    assert places(segment, "headline", "harbour") == [0]
    assert places(segment, "body", "bridge") == [SLOT_WORDS]
    assert places(segment, "body", "harbour") == [SLOT_WORDS - 1, 2 * SLOT_WORDS]


@pytest.mark.parametrize(("words", "slots"), [(0, 1), (1, 2)])
def test_a_slot_has_places_left_behind_an_article(
    tmp_path: Path, words: int, slots: int
) -> None:
    body = "a " * (SLOT_WORDS - SLOT_MARGIN + words)
    assert build(tmp_path / "made", make_document(body=body)).slot_count == slots


def test_a_joined_form_knows_its_places(tmp_path: Path) -> None:
    segment = build(tmp_path / "made", make_document(body="A P-8I of India's"))
    assert words_of(segment) == [
        *("8i", "a", "india", "indias\x01\x01'", "of", "p", "p8i\x01\x02")
    ]
    assert segment.file["words.joined"].tolist() == [3, 6]
    assert segment.file["words.spans"].tolist() == [1, 2]


def test_sentences_and_paragraphs_are_kept(tmp_path: Path) -> None:
    body = "Ships left. Mr. Smith stayed.\n\nA toll"
    segment = build(tmp_path / "made", make_document(body=body))
    assert segment.file["body.sentences"].tolist() == [0, 2, 5]
    assert segment.file["body.paragraphs"].tolist() == [0, 5]
    assert segment.column("lead").tolist() == [5]


def test_chunks_that_are_forgotten_are_cut_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.whoosh_engine.building.chunks.MAX_KEPT", 3)
    builder = SegmentBuilder(["en"])
    document = make_document(body="The harbour bridges, opened again. P-8I")
    for name in ("one", "two"):
        builder.build([document], tmp_path / name, name="made")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_build_that_is_cut_off_harms_no_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(chunk: str, terms: object) -> None:
        raise KeyboardInterrupt

    builder = SegmentBuilder(["en"])
    document = make_document(body="The well-known harbour bridges, opened P-8I again")
    monkeypatch.setattr("search.whoosh_engine.building.chunks.breaks_of", interrupt)
    with pytest.raises(KeyboardInterrupt):
        builder.build([document], tmp_path / "cut off", name="made")
    monkeypatch.undo()
    builder.build([document], tmp_path / "made", name="made")
    write_plainly([document], tmp_path / "plain", name="made", languages=["en"])
    assert contents(tmp_path / "made") == contents(tmp_path / "plain")


def test_chunks_of_the_same_hash_stay_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mix = "search.whoosh_engine.building.splitting._mix"
    monkeypatch.setattr(mix, lambda numbers: numbers & 7)
    documents = [make_document(body="harbour-bridge harbour-ferry opened at nightfall")]
    SegmentBuilder(["en"]).build(documents * 2, tmp_path / "made", name="made")
    write_plainly(documents * 2, tmp_path / "plain", name="made", languages=["en"])
    assert contents(tmp_path / "made") == contents(tmp_path / "plain")


def test_a_batch_is_bounded_by_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "MAX_BATCH_BYTES", 10)
    documents = [make_document(body=body) for body in ("12345", "1234é", "1", "1" * 99)]
    assert [len(batch) for batch in batches(documents)] == [1, 2, 1]


def test_a_batch_fits_the_slots_of_a_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "MAX_SLOTS", 3)
    long = make_document(body="a" * SLOT_WORDS)
    batch = [make_document(), long, make_document()]
    assert [len(part) for part in batches(batch)] == [2, 1]


def test_documents_beyond_the_slots_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "MAX_SLOTS", 1)
    with pytest.raises(TooManyDocuments, match="2 slots"):
        build(tmp_path / "made", make_document(1), make_document(2))
