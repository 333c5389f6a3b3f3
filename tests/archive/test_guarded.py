"""What takes too long or too much is left out, and the rest is done."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive import guarded
from archive.guarded import ProcessLost, Worker, do, in_order, workers
from archive.importing import parsing
from archive.importing.built_in import current_rules
from archive.importing.pipeline import import_articles
from archive.importing.records import CannotRead
from archive.importing.rereading import read_again
from archive.models import ImportedFile, Original
from archive.steps import begin_step
from tests.archive.piles import STORY, outcomes, reason
from tests.factories import make_article, write_house

TOO_LONG = "took longer than 1 seconds to read"
ENDLESS = "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + f">{STORY}</p>"


@dataclass(frozen=True)
class Steps:
    """Steps that give their name 300 times, unless it says what they do instead."""

    names: Sequence[str]

    def run(self) -> Iterator[str]:
        for step, name in enumerate(self.names):
            begin_step(step)
            while name == "spin":
                pass
            if name == "exit":
                os._exit(3)
            if name == "memory":
                bytearray(1 << 40)
            for _ in range(300 if len(name) == 1 else 1):
                yield name

    def weigh(self, thing: str) -> int:
        return len(thing)

    def without(self, step: int, *, why: str) -> Steps:
        names = [*self.names]
        names[step] = f"({why})"
        return Steps(names)


def begin() -> None:
    """Do nothing before the first task."""


@pytest.fixture(autouse=True)
def one_second(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each step one second, in processes that no other test uses."""
    monkeypatch.setattr(guarded, "SECONDS_A_STEP", 1)
    kept: list[Worker[object]] = []
    monkeypatch.setattr(guarded, "_kept", kept)
    yield
    for worker in kept:
        worker.close()


def test_steps_that_harm_are_left_out_and_all_others_are_done_once_in_order() -> None:
    tasks = [Steps(["a", "spin", "b", "exit", "c"]), Steps(["memory", "d"]), Steps("e")]
    with workers(2, begin=begin, given=()) as started:
        found = list(in_order(started, tasks))
    a, b, c, d, e = ([name] * 300 for name in "abcde")
    long, broken = f"({TOO_LONG})", f"({guarded.BROKE_OFF})"
    much = f"({guarded.TOO_MUCH_MEMORY})"
    assert found == [*a, long, *b, broken, *c, much, *d, *e]


def test_a_process_that_was_ended_while_it_waited_is_no_fault_of_a_task() -> None:
    worker: Worker[str] = Worker()
    worker.send(Steps("a"))
    assert len(list(worker.receive())) == 300
    worker._process.kill()
    worker._process.join()
    worker.send(Steps("b"))
    with pytest.raises(ProcessLost):
        list(worker.receive())


def test_what_nobody_waits_for_any_more_is_ended() -> None:
    assert next(do(Steps("ab"))) == "a"
    assert not guarded._kept
    assert len(list(do(Steps("ab")))) == 600
    assert len(guarded._kept) == 1


def test_a_kept_process_that_has_ended_is_replaced() -> None:
    assert len(list(do(Steps("a")))) == 300
    [kept] = guarded._kept
    kept._process.kill()
    kept._process.join()
    assert len(list(do(Steps("b")))) == 300


@pytest.mark.django_db
@pytest.mark.parametrize("processes", [0, 2])
def test_a_page_that_takes_too_long_is_named_and_the_import_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    if processes:
        monkeypatch.setattr(parsing, "FILES_WORTH_PROCESSES", 2)
        monkeypatch.setattr(parsing, "cores", lambda: processes)
    for number in range(4):
        write_house(tmp_path / f"pile/{number}.txt", f"Story {number}.")
    (tmp_path / "pile/1.html").write_text(ENDLESS)
    report = import_articles([tmp_path / "pile"])
    assert str(report) == "5 files = 4 new articles + 1 failed"
    assert reason("1.html") == TOO_LONG
    paths = ImportedFile.objects.order_by("id").values_list("path", flat=True)
    assert list(paths) == sorted(outcomes())


@pytest.mark.django_db
def test_an_original_that_takes_too_long_is_not_read_again() -> None:
    original = Original(
        article=make_article(),
        format="page",
        encoding="utf-8",
        compressed=zlib.compress(ENDLESS.encode()),
        byte_count=len(ENDLESS),
    )
    with pytest.raises(CannotRead, match=TOO_LONG):
        read_again(original, rules=current_rules())
