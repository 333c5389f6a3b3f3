"""Lists and opens what lies in archives, and in archives inside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from archive.importing.limits import MEGABYTE, UNPACKED_LIMIT_BYTES, Budget
from archive.importing.names import is_junk, readable
from archive.importing.records import CannotRead, FoundFile
from archive.importing.zips import (
    BROKEN,
    Member,
    Packed,
    ending_of,
    path_of,
    problem_of,
    size_of,
)

INNER_LIMIT_BYTES = 2_000 * MEGABYTE
CHUNK_BYTES = 1 << 20
NESTED = "an archive in an archive in an archive: unpack it first"


def find_packed(location: Path, *, root: str, below: str = "") -> Iterator[FoundFile]:
    """List an archive's files; one that cannot be read carries the reason."""
    name = readable(location.name)
    path = below.rstrip("/") or name
    try:
        with location.open("rb") as file, Packed(file, name=name) as archive:
            place = FoundFile(root=root, path=path, location=str(location))
            budget = Budget(UNPACKED_LIMIT_BYTES)
            yield from _members(archive, place, below, budget=budget)
    except CannotRead as error:
        yield _problem(root, path, str(location), why=str(error))
    except BROKEN as error:
        yield _problem(root, path, str(location), why=_broken(path, error))


def _members(
    archive: Packed, place: FoundFile, below: str, *, budget: Budget
) -> Iterator[FoundFile]:
    """List the files of an open archive; place: where it lies, and in which other."""
    for member in archive.members():
        path = below + path_of(member)
        problem = problem_of(member)
        file = FoundFile(
            root=place.root,
            path=path,
            location=place.location,
            size=size_of(member),
            member=member,
            within=place.member,
            problem=problem,
            is_ignored=is_junk(path),
        )
        if problem or not ending_of(path):
            yield file
        elif place.member:
            yield _problem(place.root, path, place.location, why=NESTED)
        else:
            yield from _inside(archive, file, member=member, budget=budget)


def _inside(
    archive: Packed, file: FoundFile, *, member: Member, budget: Budget
) -> Iterator[FoundFile]:
    """List the files of an archive that lies in an open one."""
    try:
        with inner(archive, member, name=file.path, budget=budget) as opened:
            yield from _members(opened, file, f"{file.path}/", budget=budget)
    except (*BROKEN, RuntimeError) as error:
        why = _broken(file.path, error)
        yield _problem(file.root, file.path, file.location, why=why)
    except CannotRead as error:
        yield _problem(file.root, file.path, file.location, why=str(error))


def _problem(root: str, path: str, location: str, *, why: str) -> FoundFile:
    return FoundFile(root=root, path=path, location=location, problem=why)


@contextmanager
def inner(
    archive: Packed, member: Member, *, name: str, budget: Budget
) -> Iterator[Packed]:
    """Open an archive inside an open one, unpacked to the disk meanwhile.

    budget: of all archives inside that one; CannotRead is raised where it is spent.
    """
    with TemporaryFile() as file:
        with archive.open(member) as packed:
            _copy(packed, file, budget=budget)
        with Packed(file, name=name) as opened:
            yield opened


def _copy(packed: IO[bytes], file: IO[bytes], *, budget: Budget) -> None:
    left = INNER_LIMIT_BYTES
    while data := packed.read(CHUNK_BYTES):
        left -= len(data)
        budget.spend(len(data))
        if left < 0:
            raise CannotRead(
                f"an archive inside another, of more than"
                f" {INNER_LIMIT_BYTES // MEGABYTE:,} MB: unpack it first"
            )
        file.write(data)
    file.seek(0)


def _broken(path: str, error: Exception) -> str:
    kind = ending_of(path).lstrip(".")
    said = " ".join(str(error).lower().split())
    return f"a {kind} that cannot be opened: {said}"
