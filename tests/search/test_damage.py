"""A damaged index is an error that says what to run, never a wrong answer or a wipe."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from search.engine import IndexUnusable
from search.language.query import Query
from search.language.tree import Everything, Word
from search.request import SearchRequest
from search.whoosh_engine import open_engine
from search.whoosh_engine.commits.generations import (
    check_files,
    create_generation,
    use_generation,
)
from search.whoosh_engine.commits.writing import Batch
from search.whoosh_engine.segments.arrayfile import PAGE_BYTES
from tests.search.sample_documents import digests_of, make_document

Damage = Callable[[bytes], bytes]
WORDS = [f"word{number}" for number in range(9_000)]
DOCUMENTS = [
    make_document(number, body=" ".join(WORDS[number * 30 :])) for number in range(9)
]


def flipped(data: bytes) -> bytes:
    """Return bytes with one bit changed in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :]


def without_a_page(data: bytes) -> bytes:
    """Return bytes with a page of zeros in the middle."""
    start = len(data) // 2 // PAGE_BYTES * PAGE_BYTES
    zeros = bytes(len(data[start : start + PAGE_BYTES]))
    return data[:start] + zeros + data[start + len(zeros) :]


DAMAGES: dict[str, Damage] = {
    "empty": lambda data: b"",
    "halved": lambda data: data[: len(data) // 2],
    "without its end": lambda data: data[:-1],
    "zeroed": lambda data: bytes(len(data)),
    "with a bit flipped": flipped,
    "with a page zeroed": without_a_page,
    "longer": lambda data: data + b"\0",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, larger than one page each, and one deletion."""
    folder = tmp_path_factory.mktemp("sound")
    with override_settings(INDEX_DIR=folder):
        generation, _ = create_generation()
        batch = Batch(generation)
        batch.commit(gone=[], documents=DOCUMENTS[:5])
        batch.commit(gone=[0], documents=DOCUMENTS[5:])
        use_generation(generation)
    return folder


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy to damage, in use; no process has read it before."""
    folder = tmp_path / "index"
    shutil.copytree(sound, folder)
    with override_settings(INDEX_DIR=folder):
        yield folder


def ask_everything() -> None:
    """Read all that the index holds; fails when any of it is wrong."""
    engine = open_engine()
    assert engine.digests() == digests_of(DOCUMENTS[1:])
    everything = SearchRequest(Query("", Everything()), page_size=50)
    assert {hit.article_id for hit in engine.search(everything).hits} == {*range(1, 9)}
    for number, word in enumerate(WORDS[::40]):
        holding = min(number * 40 // 30, 8)
        request = SearchRequest(Query("", Word(word)))
        assert engine.count(request) == len(range(1, holding + 1)), word


def test_a_sound_copy_is_read(copy: Path) -> None:
    ask_everything()
    check_files()
    for path in (copy / "0001").glob("*.seg"):
        assert path.stat().st_size > 2 * PAGE_BYTES


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("pattern", ["*.seg", "*.toc"])
def test_damage_is_named(copy: Path, pattern: str, damage: Damage) -> None:
    for path in (copy / "0001").glob(pattern):
        path.write_bytes(damage(path.read_bytes()))
    before = sorted((path.name, path.stat().st_size) for path in copy.rglob("*"))
    with pytest.raises(IndexUnusable, match=r"run `manage[.]py rebuild_index`"):
        ask_everything()
    after = sorted((path.name, path.stat().st_size) for path in copy.rglob("*"))
    assert after == before


def test_a_page_that_no_search_reads_is_checked_too(copy: Path) -> None:
    first, _ = (copy / "0001").glob("*.seg")
    first.write_bytes(without_a_page(first.read_bytes()))
    with pytest.raises(IndexUnusable, match="rebuild_index"):
        check_files()


def test_a_commit_refuses_a_damaged_index(copy: Path) -> None:
    for path in (copy / "0001").glob("*.seg"):
        path.write_bytes(bytes(path.stat().st_size))
    batch = Batch()
    with pytest.raises(IndexUnusable, match="rebuild_index"):
        batch.commit(gone=[1], documents=DOCUMENTS[:1])


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc"])
def test_missing_files_are_named(copy: Path, pattern: str) -> None:
    next((copy / "0001").glob(pattern)).unlink()
    with pytest.raises(IndexUnusable, match="rebuild_index"):
        ask_everything()


def test_swapped_segments_are_named(copy: Path) -> None:
    first, second = (copy / "0001").glob("*.seg")
    held = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(held)
    with pytest.raises(IndexUnusable, match="rebuild_index"):
        ask_everything()


def test_an_old_table_of_contents_under_a_new_name_is_named(copy: Path) -> None:
    (contents,) = (copy / "0001").glob("*.toc")
    Batch().commit(gone=[3], documents=[])
    (newer,) = (copy / "0001").glob("*.toc")
    contents.write_bytes(newer.read_bytes())
    newer.unlink()
    with pytest.raises(IndexUnusable, match="rebuild_index"):
        ask_everything()


@pytest.mark.parametrize(
    "said", [b"", b"0001", b"00", b"0007\n", b"\0\0\0\0\n", b"\xff\n", b"one\n"]
)
def test_a_torn_name_of_the_generation_is_named(copy: Path, said: bytes) -> None:
    (copy / "current").write_bytes(said)
    with pytest.raises(IndexUnusable, match="rebuild_index"):
        ask_everything()


@pytest.mark.parametrize("said", [b"", b"{", b"{}", b"[]", b"\0" * 30, b"2"])
def test_a_torn_description_is_named(copy: Path, said: bytes) -> None:
    (copy / "0001" / "generation.json").write_bytes(said)
    with pytest.raises(IndexUnusable, match="rebuild_index"):
        ask_everything()
