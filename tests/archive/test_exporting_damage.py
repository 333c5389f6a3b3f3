"""An export that is not whole makes no archive, not even half of one."""

import gzip
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.exporting.restoring import CannotRestore, is_empty, restore
from archive.exporting.whole import write_whole
from tests.archive.exports import digest, empty_all, use_archive, write_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def used_archive(tmp_path: Path) -> str:
    """An archive in which much has happened."""
    return use_archive(tmp_path / "pile")


def cut(lines: list[str]) -> list[str]:
    return lines[:-1]


def mistyped(lines: list[str]) -> list[str]:
    return [line.replace('"state": "live"', '"state": "lost"') for line in lines]


def misdated(lines: list[str]) -> list[str]:
    return [
        line.replace('"published_on": "2024', '"published_on": "x') for line in lines
    ]


def without_names(lines: list[str]) -> list[str]:
    return [line for line in lines if '"table": "source"' not in line]


def newer(lines: list[str]) -> list[str]:
    return [lines[0].replace('"archive_export": 1', '"archive_export": 99'), *lines[1:]]


def of_other_tables(lines: list[str]) -> list[str]:
    return [*lines, json.dumps({"table": "secondfactor", "id": 1}) + "\n"]


def broken(lines: list[str]) -> list[str]:
    return [*lines[:-1], lines[-1][:20]]


@pytest.mark.parametrize(
    "damage",
    [cut, mistyped, misdated, without_names, newer, of_other_tables, broken],
)
def test_a_damaged_export_stores_nothing_and_says_why(
    tmp_path: Path, used_archive: str, damage: Callable[[list[str]], list[str]]
) -> None:
    path = write_to(tmp_path / "archive.jsonl")
    path.write_text("".join(damage(path.read_text().splitlines(keepends=True))))
    empty_all()
    with pytest.raises(CommandError, match="nothing was stored"):
        call_command("import_articles", str(path), stdout=StringIO())
    assert is_empty()


def test_a_newer_archives_table_without_rows_is_no_damage(
    tmp_path: Path, used_archive: str
) -> None:
    path = write_to(tmp_path / "archive.jsonl")
    head, *lines = path.read_text().splitlines(keepends=True)
    newer = json.loads(head)
    newer["counts"]["collection"] = newer["last_numbers"]["collection"] = 0
    path.write_text("".join((json.dumps(newer) + "\n", *lines)))
    empty_all()
    restore(path)
    assert digest() == used_archive


def test_a_gzip_that_is_cut_off_stores_nothing(
    tmp_path: Path, used_archive: str
) -> None:
    whole = gzip.compress("".join(write_whole()).encode())
    path = tmp_path / "archive.jsonl.gz"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    empty_all()
    with pytest.raises(CannotRestore, match="cannot be read"):
        restore(path)
    assert is_empty()
