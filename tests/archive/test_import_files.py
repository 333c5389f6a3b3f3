"""Whatever lies in a pile: each file is read, or named with its reason."""

import contextlib
import gzip
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.importing import limits, packing
from archive.importing.careful import read_files
from archive.importing.files import PathMissing, find_files
from archive.importing.pipeline import import_articles
from archive.importing.records import Record, Unreadable
from archive.models import Article, Import, ImportedFile
from tests.factories import write_house, write_lines


def read(*paths: Path) -> dict[str, str]:
    """Return what became of each file below the paths: "" when it was read."""
    found = read_files(find_files(paths))
    return {
        file.path: entry.reason if isinstance(entry, Unreadable) else ""
        for file, entry in found
    }


def make_zip(path: Path, **members: str) -> Path:
    """Write a zip; names of members have __ for /."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/10.txt", "B.txt", "b.txt"):
        write_house(tmp_path / "pile" / name)
    found = [file.path for file in find_files([tmp_path / "pile"])]
    assert found == ["B.txt", "a.txt", "b/10.txt", "b/2.txt", "b.txt"]


def test_the_same_file_is_known_alike_from_a_folder_a_zip_and_alone(
    tmp_path: Path,
) -> None:
    file = write_house(tmp_path / "pile/001.txt")
    packed = make_zip(tmp_path / "pile.zip", **{"001.txt": file.read_text()})
    found = find_files([tmp_path / "pile", packed, file])
    assert {(entry.root, entry.path) for entry in found} == {("pile", "001.txt")}


def test_packed_files_are_read_through(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    write_lines(pile / "a.jsonl", {"body": "One."})
    (pile / "b.jsonl.gz").write_bytes(gzip.compress((pile / "a.jsonl").read_bytes()))
    (pile / "c.txt.gz").write_bytes(gzip.compress(b"Two."))
    make_zip(pile / "d.zip", e__f__txt="x", **{"g.txt": "Three."})
    assert read(pile) == {
        "a.jsonl": "",
        "b.jsonl.gz": "",
        "c.txt.gz": "",
        "d.zip/e/f/txt": "",
        "d.zip/g.txt": "",
    }


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    write_house(pile / "good.txt")
    (pile / "empty.txt").touch()
    (pile / "binary.txt").write_bytes(b"\x89PNG\0\0")
    (pile / "paper.pdf").write_bytes(b"%PDF-1.4")
    (pile / "broken.zip").write_bytes(b"PK\x03\x04 no zip at all")
    (pile / "broken.tar.gz").write_bytes(b"no tar at all")
    (pile / "broken.txt.gz").write_bytes(gzip.compress(b"word " * 9_000)[:60])
    (pile / "no.txt.gz").write_bytes(b"not packed")
    (pile / "dead.txt").symlink_to(pile / "nowhere")
    os.mkfifo(pile / "pipe.txt")
    assert read(pile) == {
        "good.txt": "",
        "empty.txt": "empty",
        "binary.txt": "not text",
        "paper.pdf": "a PDF that cannot be read: Stream has ended unexpectedly",
        "broken.zip": "a zip that cannot be opened: file is not a zip file",
        "broken.tar.gz": "a tar.gz that cannot be opened: file is not a tar file",
        "broken.txt.gz": "damaged or cut off: Compressed file ended before the "
        "end-of-stream marker was reached",
        "no.txt.gz": "damaged or cut off: not packed by gzip",
        "dead.txt": "cannot be opened: no such file or directory",
        "pipe.txt": "not an ordinary file",
    }


def test_what_operating_systems_leave_behind_is_ignored(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._001.txt"):
        write_house(pile / name)
    make_zip(pile / "a.zip", **{"__MACOSX/._1.txt": "x", "1.txt": "One."})
    found = find_files([pile])
    assert [file.path for file in found if not file.is_ignored] == ["a.zip/1.txt"]
    assert len(found) == 6


def test_folders_that_lead_in_a_circle_are_read_once(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    write_house(pile / "a/001.txt")
    (pile / "a/again").symlink_to(pile)
    (pile / "b").symlink_to(pile / "a")
    found = find_files([pile])
    assert [file.path for file in found if not file.problem] == ["a/001.txt"]
    assert [file.path for file in found if file.is_ignored] == ["a/again", "b"]


def test_a_folder_that_may_not_be_read_is_named() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile"
        write_house(pile / "open/001.txt")
        (pile / "shut").mkdir(mode=0)
        Path(folder).chmod(0o755)
        with someone_else():
            found = read(pile)
    assert found == {
        "open/001.txt": "",
        "shut": "cannot be opened: permission denied",
    }


@contextlib.contextmanager
def someone_else() -> Iterator[None]:
    """Be a user whom permissions bind, where the tests run as root."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_members_that_lead_out_of_a_zip_are_refused(tmp_path: Path) -> None:
    packed = tmp_path / "pile.zip"
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(packed, "w") as archive:
        for name in (
            "../up.txt",
            "/root.txt",
            "a\\..\\..\\b.txt",
            "C:\\c.txt",
            "ok.txt",
        ):
            archive.writestr(name, "One.")
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", b"PK")
    out = "its name leads out of the zip"
    assert read(packed) == {
        "../up.txt": out,
        "/root.txt": out,
        "C:/c.txt": out,
        "a/../../b.txt": out,
        "inner.zip": "a zip that cannot be opened: file is not a zip file",
        "link.txt": "a link inside a zip",
        "ok.txt": "",
    }


def test_an_encrypted_or_damaged_member_is_named(tmp_path: Path) -> None:
    packed = make_zip(tmp_path / "pile.zip", **{"a.txt": "One." * 50, "b.txt": "Two."})
    data = bytearray(packed.read_bytes())
    start = data.find(b"a.txt") + len("a.txt")
    data[start + 2] ^= 0xFF
    packed.write_bytes(data)
    found = read(packed)
    assert found["b.txt"] == ""
    assert found["a.txt"].startswith("damaged or cut off")
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 8] |= 1
    packed.write_bytes(data)
    assert read(packed)["b.txt"] == "encrypted"


def test_a_zip_may_not_unpack_to_more_than_its_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "UNPACKED_LIMIT_BYTES", limits.MEGABYTE)
    bomb = {f"{n}.txt": "word " * 100_000 for n in range(4)}
    found = read(make_zip(tmp_path / "bomb.zip", **bomb))
    assert list(found.values()) == ["", ""] + ["unpacks to more than 1 MB"] * 2


def test_a_size_that_a_zip_only_claims_is_not_believed(tmp_path: Path) -> None:
    packed = make_zip(tmp_path / "pile.zip", **{"a.txt": "One. " * 10_000})
    data = bytearray(packed.read_bytes())
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    packed.write_bytes(data)
    assert read(packed)["a.txt"].startswith("damaged or cut off")


def test_a_text_file_of_a_hundred_megabytes_is_named(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(100 * limits.MEGABYTE)
    assert read(tmp_path / "huge.txt") == {"huge.txt": "larger than 20 MB"}


def test_what_was_read_before_a_file_breaks_off_is_kept(tmp_path: Path) -> None:
    lines = (
        b'{"body": "One."}\n' + b'{"body": "%s"}\n' % os.urandom(200_000).hex().encode()
    )
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(lines)[:-50_000])
    first, second = (entry for _, entry in read_files(find_files([packed])))
    assert isinstance(first, Record)
    assert isinstance(second, Unreadable)
    assert second.reason.startswith("damaged or cut off")


@pytest.mark.django_db
def test_names_that_are_not_utf8_or_very_long_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / os.fsdecode(b"caf\xe9.txt")).write_text("One.")
    deep = tmp_path.joinpath("pile", *["d" * 200] * 6)
    write_house(deep / "001.txt")
    report = import_articles([tmp_path / "pile"])
    assert str(report) == "2 files = 2 new articles"
    assert ImportedFile.objects.filter(path=r"caf\xe9.txt").exists()


@pytest.mark.django_db
def test_a_path_that_is_missing_stops_everything_before_it_begins(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "pile/001.txt")
    with pytest.raises(PathMissing, match="nowhere does not exist"):
        import_articles([tmp_path / "pile", tmp_path / "nowhere"])
    assert not Import.objects.exists()
    assert not Article.objects.exists()
