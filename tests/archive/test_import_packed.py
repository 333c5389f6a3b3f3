"""Zips and tars are read through, and what lies in archives inside them."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.importing import packing
from archive.importing.careful import read_files
from archive.importing.files import find_files
from archive.importing.limits import MEGABYTE
from archive.importing.pipeline import import_articles
from archive.importing.records import Unreadable
from archive.models import Article
from tests.archive.formats.samples import STORY
from tests.factories import write_house

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "tar": bytes,
    "tar.gz": gzip.compress,
    "tar.bz2": bz2.compress,
    "tar.xz": lzma.compress,
}


def packed(kind: str, **members: bytes) -> bytes:
    """Return a zip or tar of files; names have __ for a dot."""
    file = io.BytesIO()
    named = {name.replace("__", "."): data for name, data in members.items()}
    if kind == "zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in named.items():
                archive.writestr(name, data)
        return file.getvalue()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in named.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return COMPRESS[kind](file.getvalue())


def became(path: Path) -> dict[str, str]:
    """Return what became of each file below a path: its body, or its reason."""
    return {
        file.path: entry.reason if isinstance(entry, Unreadable) else entry.body
        for file, entry in read_files(find_files([path]))
    }


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_archives_are_read_through_and_once_inside_each_other(
    tmp_path: Path, kind: str
) -> None:
    inmost = packed("zip", a__txt=b"Three.")
    inner = packed("zip", b__txt=b"Two.", c__zip=inmost)
    name = f"pile.{kind}"
    (tmp_path / name).write_bytes(packed(kind, a__txt=b"One.", in__zip=inner))
    assert became(tmp_path / name) == {
        "a.txt": "One.",
        "in.zip/b.txt": "Two.",
        "in.zip/c.zip": packing.NESTED,
    }


def test_links_and_climbing_names_of_a_tar_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "pile.tar", "w") as archive:
        for name in ("../up.txt", "/root.txt"):
            archive.addfile(tarfile.TarInfo(name))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert became(tmp_path / "pile.tar") == {
        "../up.txt": "its name leads out of the tar",
        "/root.txt": "its name leads out of the tar",
        "link.txt": "a link inside a tar",
    }


def test_an_archive_inside_another_may_not_unpack_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "INNER_LIMIT_BYTES", MEGABYTE)
    bomb = packed("zip", a__zip=b"\0" * 3 * MEGABYTE, b__txt=b"One.")
    (tmp_path / "pile.zip").write_bytes(bomb)
    found = became(tmp_path / "pile.zip")
    assert found["b.txt"] == "One."
    assert "of more than 1 MB: unpack it first" in found["a.zip"]


@pytest.mark.parametrize("end", [10, 200, 1_000])
def test_a_tar_that_breaks_off_is_named(tmp_path: Path, end: int) -> None:
    data = packed("tar.gz", a__txt=STORY.encode() * 50, b__txt=b"Two.")
    (tmp_path / "pile.tgz").write_bytes(data[: len(data) * end // 1_001])
    assert all(became(tmp_path / "pile.tgz").values())


@pytest.mark.django_db
def test_the_folders_of_a_file_become_its_tags(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/Sport/Rowing/001.txt")
    import_articles([tmp_path / "pile"], tags=("ports",), folders_as_tags=True)
    tags = Article.objects.get().tags.values_list("name", flat=True)
    assert set(tags) == {"ports", "Sport", "Rowing"}
