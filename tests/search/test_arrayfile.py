"""A file of arrays is whole, or an error, or gone."""

from pathlib import Path

import numpy as np
import pytest

from search.whoosh_engine.building.builder import SegmentBuilder
from search.whoosh_engine.segments.arrayfile import (
    TRAILER,
    ArrayFile,
    ArrayWriter,
    DamagedFile,
)
from search.whoosh_engine.segments.segment import Segment

resource = pytest.importorskip("resource", reason="Windows limits no files")
NONE = np.zeros(0, np.int64)


def write(path: Path) -> None:
    """Write a file of two arrays and a fact."""
    writer = ArrayWriter(path)
    writer.put("many", np.arange(20_000))
    writer.put("few", np.arange(3))
    writer.close(name="made")


@pytest.mark.parametrize("place", range(TRAILER.size))
def test_every_byte_at_the_end_is_checked(tmp_path: Path, place: int) -> None:
    path = tmp_path / "made"
    write(path)
    whole = path.read_bytes()
    at = len(whole) - TRAILER.size + place
    for bit in range(8):
        flipped = bytes([whole[at] ^ 1 << bit])
        path.write_bytes(whole[:at] + flipped + whole[at + 1 :])
        with pytest.raises(DamagedFile):
            ArrayFile(path)


def test_no_pieces_of_an_array_are_none(tmp_path: Path) -> None:
    write(tmp_path / "made")
    gathered = ArrayFile(tmp_path / "made").gather("many", NONE, NONE)
    assert gathered.tolist() == []
    assert gathered.dtype == np.int64


@pytest.mark.parametrize("numbers", [10, 10_000, 100_000])
def test_a_file_that_found_no_room_is_gone(tmp_path: Path, numbers: int) -> None:
    writer = ArrayWriter(tmp_path / "made")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_and_close(writer, numbers)
        writer.abandon()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (tmp_path / "made").exists()


def write_and_close(writer: ArrayWriter, numbers: int) -> None:
    writer.put("numbers", np.arange(numbers))
    writer.close()


def test_a_whole_file_cannot_be_abandoned(tmp_path: Path) -> None:
    writer = ArrayWriter(tmp_path / "made")
    write_and_close(writer, 10)
    writer.abandon()
    assert len(ArrayFile(tmp_path / "made")["numbers"]) == 10


def test_a_segment_without_words_finds_none(tmp_path: Path) -> None:
    SegmentBuilder(["en"]).build([], tmp_path / "made", name="made")
    words = Segment(tmp_path / "made", name="made").words
    assert words.find_many([b"ferry", b"port", b""]).tolist() == [-1, -1, -1]
    for number in (-1, 0):
        with pytest.raises(IndexError):
            words[number]
