"""Damaged and boundless archives are told of, and never read without an end."""

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from archive.importing import packing, zips
from tests.archive.test_import_packed import became, packed


def test_a_broken_header_is_not_taken_for_the_end(tmp_path: Path) -> None:
    whole = bytearray(packed("tar", a__txt=b"One.", b__txt=b"Two.", c__txt=b"Three."))
    whole[1024 + 10] ^= 0xFF
    (tmp_path / "pile.tar").write_bytes(whole)
    found = became(tmp_path / "pile.tar")
    assert found["a.txt"] == "One."
    assert found["pile.tar"] == "a tar that cannot be opened: bad checksum"


@pytest.mark.parametrize("length", [1100, 1536 + 100])
def test_a_tar_that_breaks_off_says_so(tmp_path: Path, length: int) -> None:
    whole = packed("tar", a__txt=b"One.", b__txt=b"Two." * 400)
    (tmp_path / "pile.tar").write_bytes(whole[:length])
    assert "cannot be opened" in became(tmp_path / "pile.tar")["pile.tar"]


@pytest.mark.parametrize("kind", zips.ABOUT_NEXT)
def test_a_name_as_long_as_memory_is_refused(tmp_path: Path, kind: bytes) -> None:
    header = tarfile.TarInfo("long")
    header.type, header.size = kind, 1 << 40
    (tmp_path / "pile.tar.gz").write_bytes(gzip.compress(header.tobuf()))
    (reason,) = became(tmp_path / "pile.tar.gz").values()
    assert reason.startswith("a tar.gz that cannot be opened")


def test_a_tar_is_not_unpacked_past_the_limit_to_list_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "UNPACKED_LIMIT_BYTES", 5_000_000)
    whole = packed("tar.gz", a__txt=bytes(6_000_000), b__txt=b"Two.")
    (tmp_path / "pile.tar.gz").write_bytes(whole)
    found = became(tmp_path / "pile.tar.gz")
    assert "b.txt" not in found
    assert found["pile.tar.gz"] == "unpacks to more than 5 MB"


def test_archives_inside_an_archive_have_one_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "UNPACKED_LIMIT_BYTES", 3_000_000)
    inner = io.BytesIO(packed("tar", a__txt=b"One.", b__bin=bytes(1_400_000)))
    many = {f"{name}__tar": inner.getvalue() for name in "abcd"}
    (tmp_path / "pile.zip").write_bytes(packed("zip", **many))
    found = became(tmp_path / "pile.zip")
    assert found["b.tar/a.txt"] == "One."
    assert found["c.tar"] == found["d.tar"] == "unpacks to more than 3 MB"


def test_a_zip_of_more_files_than_memory_holds_is_refused_before_it_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MOST_MEMBERS", 2)
    (tmp_path / "pile.zip").write_bytes(packed("zip", a=b"1", b=b"2", c=b"3"))
    assert became(tmp_path / "pile.zip") == {"pile.zip": "more than 2 files in it"}
    monkeypatch.setattr(zips, "MOST_BYTES_OF_LIST", 100)
    monkeypatch.setattr(zips, "MOST_MEMBERS", 1_000)
    refused = became(tmp_path / "pile.zip")["pile.zip"]
    assert refused == "more than 1,000 files in it"


def test_files_past_the_most_of_an_archive_are_told_of_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "MOST_MEMBERS", 2)
    (tmp_path / "pile.tar").write_bytes(packed("tar", a=b"One.", b=b"Two.", c=b"3"))
    found = became(tmp_path / "pile.tar")
    assert found == {"a": "One.", "b": "Two.", "pile.tar": "more than 2 files in it"}
