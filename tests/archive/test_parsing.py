"""Files are read by several processes as by one, and only when they changed."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.guarded import ProcessLost
from archive.importing import parsing
from archive.importing.careful import Careful
from archive.importing.pipeline import import_articles
from archive.importing.reading import Found
from archive.importing.records import FoundFile
from archive.models import Article, ImportedFile
from tests.archive.piles import OTHER, STORY, outcomes
from tests.archive.test_import_packed import packed
from tests.factories import write_house, write_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have even a few files read by two processes, one share a file."""
    monkeypatch.setattr(parsing, "FILES_WORTH_PROCESSES", 2)
    monkeypatch.setattr(parsing, "FILES_A_SHARE", 1)
    monkeypatch.setattr(parsing, "cores", lambda: 2)


def make_pile(folder: Path) -> Path:
    """Write files of several kinds, some of which cannot be read."""
    for number in range(6):
        write_house(folder / f"{number}.txt", f"Story {number} of the strike.")
    write_house(folder / "6.txt", "Story 5 of the strike.")
    write_lines(folder / "a.jsonl", *({"body": f"Line {n}."} for n in range(5)), "{")
    (folder / "b.txt").write_bytes(b"")
    return folder


def rows() -> list[tuple[object, ...]]:
    """Return what became of files, in the order in which it was stored."""
    columns = ("path", "key", "sha256", "outcome", "reason", "article__body")
    return list(ImportedFile.objects.order_by("id").values_list(*columns))


@pytest.mark.usefixtures("two_processes")
def test_two_processes_read_what_one_reads_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = make_pile(tmp_path / "pile")
    import_articles([pile])
    by_two = rows()
    Article.objects.all().delete()
    ImportedFile.objects.all().delete()
    monkeypatch.setattr(parsing, "cores", lambda: 1)
    import_articles([pile])
    told = [(*row[:4], str(row[4]).partition("article")[0], row[5]) for row in rows()]
    assert told == [
        (*row[:4], str(row[4]).partition("article")[0], row[5]) for row in by_two
    ]


@pytest.mark.usefixtures("two_processes")
@pytest.mark.parametrize("ending", ["zip", "tar.gz"])
def test_two_processes_read_what_archives_hold_and_archives_in_them(
    tmp_path: Path, ending: str
) -> None:
    pile = make_pile(tmp_path / "pile")
    inner = packed("zip", **{f"{n}__txt": f"Inner {n}.".encode() for n in range(4)})
    (pile / "inner.zip").write_bytes(inner)
    import_articles([pile])
    from_folder = rows()
    Article.objects.all().delete()
    ImportedFile.objects.all().delete()
    names = {path.name.replace(".", "__"): path.read_bytes() for path in pile.iterdir()}
    members = {name: names[name] for name in sorted(names)}
    (tmp_path / f"pile.{ending}").write_bytes(packed(ending, **members))
    import_articles([tmp_path / f"pile.{ending}"])
    told = [(row[0], row[3], row[5]) for row in rows()]
    assert told == [(row[0], row[3], row[5]) for row in from_folder]


@pytest.mark.usefixtures("two_processes")
def test_a_process_that_is_ended_from_outside_ends_the_import_with_a_reason(
    tmp_path: Path,
) -> None:
    def kill(done: int, total: int) -> None:
        for process in multiprocessing.active_children():
            process.kill()

    for number in range(30):
        write_house(tmp_path / f"pile/{number:02}.txt", f"Story {number}.")
    with pytest.raises(ProcessLost, match="ended from outside"):
        import_articles([tmp_path / "pile"], progress=kill)
    assert str(import_articles([tmp_path / "pile"])).startswith("30 files = ")
    assert Article.objects.count() == 30


def test_the_command_says_what_to_do_when_a_process_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*args: object, **more: object) -> None:
        raise ProcessLost("a process was ended from outside")

    monkeypatch.setattr(parsing.Parser, "read", lose)
    write_house(tmp_path / "pile/001.txt")
    with pytest.raises(CommandError, match="ended from outside; what was stored"):
        call_command("import_articles", str(tmp_path / "pile"))


def test_a_file_with_the_bytes_of_last_time_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", OTHER)
    import_articles([tmp_path / "pile"])
    write_house(tmp_path / "pile/002.txt", OTHER, date="2024-03-09")
    read: list[str] = []

    class Noting(Careful):
        def read(self, file: FoundFile) -> Iterator[Found]:
            read.append(file.path)
            return super().read(file)

    monkeypatch.setattr(parsing, "Careful", Noting)
    import_articles([tmp_path / "pile"])
    assert outcomes() == {"001.txt": "unchanged", "002.txt": "updated"}
    assert read == ["002.txt"]


def test_a_file_that_changes_hands_while_the_import_runs_is_read_after_all(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])

    def remove(done: int, total: int) -> None:
        Article.objects.all().delete()

    report = import_articles([tmp_path / "pile"], progress=remove)
    assert str(report) == "1 file = 1 new article"


def test_a_day_that_files_left_unread_decided_stays_when_its_file_changes(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY, date="03/04/2019")
    write_house(tmp_path / "pile/002.txt", OTHER, date="25/12/2018")
    import_articles([tmp_path / "pile"])
    write_house(tmp_path / "pile/001.txt", f"{STORY} It rained.", date="03/04/2019")
    report = import_articles([tmp_path / "pile"])
    assert str(report) == "2 files = 1 updated + 1 unchanged"
    assert str(Article.objects.earliest("id").published_on) == "2019-04-03"
    assert report.undated == 0
