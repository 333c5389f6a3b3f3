"""Reads what could take long in a process that can be ended, all else in this one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from archive.guarded import ProcessLost, do
from archive.importing.reading import Found, Reading, Reads, TooHeavy
from archive.importing.records import CannotRead, FoundFile, Record
from archive.steps import begin_step

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """Files that are read for their records."""

    files: Sequence[FoundFile]

    def run(self) -> Iterator[Found]:
        with closing(Reading()) as reading:
            stepwise = Stepwise(reading, self.files)
            for file in self.files:
                yield from stepwise.read(file)

    def weigh(self, thing: Found) -> int:
        return len(thing[1].data) if isinstance(thing[1], Record) else 0

    def without(self, step: int, *, why: str) -> "Look":
        return Look(without(self.files, step, why=why))


class Stepwise:
    """Reads files as the steps of a task."""

    def __init__(self, reading: Reads, files: Sequence[FoundFile]) -> None:
        self._reading = reading
        self._steps = {id(file): step for step, file in enumerate(files)}

    def read(self, file: FoundFile) -> Iterator[Found]:
        step = self._steps[id(file)]
        begin_step(step)
        for found in self._reading.read(file):
            yield found
            begin_step(step)


class Careful:
    """Reads files in this process, but for those that could take long."""

    def __init__(self) -> None:
        self._light = Reading(only_light=True)

    def close(self) -> None:
        """Let go of the archive that is open, if one is."""
        self._light.close()

    def read(self, file: FoundFile) -> Iterator[Found]:
        try:
            yield from self._light.read(file)
        except TooHeavy:
            # As this process knows the file: others may be named for it.
            for _, found in do(Look([file])):
                yield file, found


@dataclass(frozen=True, slots=True)
class Call:
    """A function that reads bytes, with what it is given."""

    function: Callable[..., Any]
    given: tuple[object, ...]

    def run(self) -> Iterator[Any]:
        begin_step(0)
        try:
            yield self.function(*self.given)
        except CannotRead as error:
            yield error

    def weigh(self, thing: Any) -> int:
        return 0

    def without(self, step: int, *, why: str) -> "Call":
        return Call(_refuse, (why,))


def _refuse(why: str) -> None:
    raise CannotRead(why)


def carefully(function: Callable[..., T], *given: object) -> T:
    """Return what a function reads in a process that can be ended; CannotRead."""
    try:
        [found] = do(Call(function, given))
    except ProcessLost as lost:
        raise CannotRead(str(lost)) from lost
    if isinstance(found, CannotRead):
        raise found
    return found  # type: ignore[no-any-return]


def read_files(files: Iterable[FoundFile]) -> Iterator[Found]:
    """Yield every record of every file, each with the file it stands in."""
    with closing(Careful()) as careful:
        for file in files:
            yield from careful.read(file)


def without(files: Sequence[FoundFile], step: int, *, why: str) -> list[FoundFile]:
    """Return files with a reason in the place of one."""
    left = list(files)
    left[step] = replace(left[step], problem=why)
    return left
