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
