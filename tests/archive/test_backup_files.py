"""A file that is handed in as a backup is believed in nothing."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from archive.backup.manifest import NotABackup
from archive.backup.reading import check, unpack
from tests.archive.backups import entries, manifest_of, write_zip

FILES = {"db.sqlite3": b"tables " * 4000, "uploads/a/harbour.txt": b"A plan."}


def write_backup(path: Path, files: dict[str, bytes] = FILES, **changed: Any) -> Path:
    """Write what looks like a backup."""
    manifest = manifest_of(files, **changed)
    return write_zip(path, [*files.items(), ("manifest.json", manifest)])


def test_a_sound_backup_is_unpacked_as_it_was(tmp_path: Path) -> None:
    path = write_backup(tmp_path / "b.zip")
    unpack(path, check(path), folder=tmp_path / "new")
    found = {name: (tmp_path / "new" / name).read_bytes() for name in FILES}
    assert found == FILES
    assert {(tmp_path / "new" / name).stat().st_mode & 0o777 for name in FILES} == {
        0o600
    }


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../secret_key",
        "uploads/../../secret_key",
        "uploads//harbour.txt",
        "uploads/./harbour.txt",
        "uploads/",
        "uploads",
        "uploads/a\\..\\b",
        "uploads/C:harbour.txt",
        "uploads/a\nb",
        "secret_key",
        "index/current",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = write_backup(tmp_path / "b.zip", FILES | {name: b"x"})
    with pytest.raises(NotABackup):
        check(path)
    assert entries(tmp_path) == ["b.zip"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("uploads/link")
    link.external_attr = 0o120777 << 16
    members = FILES | {"uploads/link": b"/etc/passwd"}
    manifest = ("manifest.json", manifest_of(members))
    path = write_zip(
        tmp_path / "b.zip", [*FILES.items(), (link, b"/etc/passwd"), manifest]
    )
    with pytest.raises(NotABackup, match="is a link"):
        check(path)


@pytest.mark.parametrize("claimed", [0, 1, len(FILES["db.sqlite3"]) + 1])
def test_a_file_of_another_size_than_it_says_is_refused(
    tmp_path: Path, claimed: int
) -> None:
    line = {"name": "db.sqlite3", "size": claimed, "sha256": "0" * 64}
    files = {"db.sqlite3": FILES["db.sqlite3"]}
    path = write_backup(tmp_path / "b.zip", files, members=[line])
    with pytest.raises(NotABackup, match="not what was backed up"):
        check(path)


def test_a_file_that_packs_gigabytes_is_left_where_it_should_end(
    tmp_path: Path,
) -> None:
    line = {"name": "db.sqlite3", "size": 10, "sha256": "0" * 64}
    bomb = {"db.sqlite3": bytes(300 << 20)}
    path = write_backup(tmp_path / "b.zip", bomb, members=[line])
    with pytest.raises(NotABackup):
        check(path)


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"format": None},
        {"made_at": "yesterday"},
        {"rows": []},
        {"rows": {"a": "many"}},
        {"migrations": 7},
        {"members": [{"name": "db.sqlite3"}]},
        {"members": [{"name": "db.sqlite3", "size": -1, "sha256": "0" * 64}]},
        {"members": [{"name": "db.sqlite3", "size": True, "sha256": "0" * 64}]},
        {"members": [{"name": "db.sqlite3", "size": 1, "sha256": "zz"}]},
        {"members": [{"name": ["db.sqlite3"], "size": 1, "sha256": "0" * 64}]},
        {"members": []},
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    path = write_backup(tmp_path / "b.zip", **changed)
    with pytest.raises(NotABackup, match=r"b\.zip"):
        check(path)


def test_a_newer_format_asks_for_an_upgrade(tmp_path: Path) -> None:
    with pytest.raises(NotABackup, match="upgrade the archive first"):
        check(write_backup(tmp_path / "b.zip", format=2))


@pytest.mark.parametrize("text", [b"", b"[]", b"{" * 5000, b"\xff", b'"format"'])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: bytes) -> None:
    path = write_zip(tmp_path / "b.zip", [*FILES.items(), ("manifest.json", text)])
    with pytest.raises(NotABackup):
        check(path)


def test_two_names_that_some_systems_take_for_one_are_refused(tmp_path: Path) -> None:
    files = FILES | {"uploads/A/harbour.txt": b"Another plan."}
    with pytest.raises(NotABackup, match="twice"):
        check(write_backup(tmp_path / "b.zip", files))


def test_files_that_the_manifest_does_not_name_are_refused(tmp_path: Path) -> None:
    manifest = ("manifest.json", manifest_of(FILES))
    extra = ("uploads/more.txt", b"x")
    path = write_zip(tmp_path / "b.zip", [*FILES.items(), extra, manifest])
    with pytest.raises(NotABackup):
        check(path)


def test_no_byte_can_be_changed_without_being_noticed(tmp_path: Path) -> None:
    whole = write_backup(tmp_path / "b.zip").read_bytes()
    sound = check(tmp_path / "b.zip")
    for place in range(0, len(whole), 7):
        torn = tmp_path / "torn.zip"
        torn.write_bytes(
            whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        )
        # Some bytes mean nothing, such as a file's time: then all else must be there.
        try:
            assert check(torn) == sound
        except NotABackup:
            continue


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    whole = write_backup(tmp_path / "b.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(NotABackup, match="damaged"):
        check(tmp_path / "cut.zip")
