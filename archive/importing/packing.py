"""Lists and opens what lies in archives, and in archives inside them."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importing.limits import MEGABYTE, UNPACKED_LIMIT_BYTES, Budget
from archive.importing.names import is_junk, readable
from archive.importing.records import CannotRead, FoundFile
from archive.importing.zips import (
    BROKEN,
    MOST_MEMBERS,
    Member,
    Packed,
    ending_of,
    path_of,
    place_of,
    problem_of,
    size_of,
    too_many,
)
from archive.locally import grouped

INNER_LIMIT_BYTES = 2_000 * MEGABYTE
CHUNK_BYTES = 1 << 20
NO_TAR = "could not be opened successfully"
NESTED = gettext_lazy("an archive in an archive in an archive: unpack it first")


def find_packed(location: Path, *, root: str, below: str = "") -> Iterator[FoundFile]:
    """List an archive's files; one that cannot be read carries the reason."""
    name = readable(location.name)
    path = below.rstrip("/") or name
    try:
        with location.open("rb") as file, Packed(file, name=name) as archive:
            place = FoundFile(root=root, path=path, location=str(location))
            budget = Budget(UNPACKED_LIMIT_BYTES)
            members = _members(archive, place, below, budget=budget)
            yield from _few_enough(members)
    except CannotRead as error:
        yield _problem(root, path, str(location), why=str(error))
    except BROKEN as error:
        yield _problem(root, path, str(location), why=_broken(path, error))


def _few_enough(members: Iterable[FoundFile]) -> Iterator[FoundFile]:
    """Yield files of an archive; those that would be too much carry the reason.

    What they claim of their size is no more than what they can give.
    """
    budget = Budget(UNPACKED_LIMIT_BYTES)
    for count, member in enumerate(members):
        if count >= MOST_MEMBERS:
            raise CannotRead(too_many(MOST_MEMBERS))
        try:
            budget.spend(member.size)
            yield member
        except CannotRead as error:
            yield replace(member, problem=member.problem or str(error))


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
            yield _problem(place.root, path, place.location, why=str(NESTED))
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
    archive: Packed,
    member: Member,
    *,
    name: str,
    budget: Budget,
    is_listed: bool = True,
) -> Iterator[Packed]:
    """Open an archive inside an open one, unpacked to the disk meanwhile.

    budget: of all archives inside that one; CannotRead is raised where it is spent.
    """
    with TemporaryFile() as file:
        with archive.open(member) as packed:
            _copy(packed, file, budget=budget)
        with Packed(file, name=name, is_listed=is_listed) as opened:
            yield opened


class Archives:
    """Opens members of archives; the archive of the last one stays open for the next.

    budget: of all that is read from the archive that is open.
    """

    def __init__(self) -> None:
        self._outer, self._inner = ExitStack(), ExitStack()
        self._at: object = None
        self._within: object = None
        self._named: Packed | None = None
        self._opened: Packed | None = None

    def close(self) -> None:
        """Let go of the archive that is open, if one is."""
        self._inner.close()
        self._outer.close()
        self._at = self._within = self._named = self._opened = None

    def open(self, file: FoundFile) -> IO[bytes]:
        """Open a member of an archive; CannotRead where the archive is gone."""
        assert file.member is not None
        if file.location != self._at:
            self.close()
            self._open_named(file.location)
        within = place_of(file.within) if file.within else None
        if within != self._within:
            self._open_inner(file.within)
            self._within = within
        if self._opened is None:
            raise CannotRead(_("its archive can no longer be opened"))
        return self._opened.open(file.member)

    def _open_named(self, location: str) -> None:
        self._at = location
        self.budget = Budget(UNPACKED_LIMIT_BYTES)
        self._inner_budget = Budget(UNPACKED_LIMIT_BYTES)
        try:
            opened = self._outer.enter_context(Path(location).open("rb"))  # noqa: SIM115
            packed = Packed(opened, name=location, is_listed=False)
            self._named = self._opened = self._outer.enter_context(packed)
        except BROKEN:
            pass

    def _open_inner(self, within: Member | None) -> None:
        """Open the archive inside the one that was named, if it is one inside."""
        self._inner.close()
        self._opened = self._named if within is None else None
        if within is None or self._named is None:
            return
        try:
            self._opened = self._inner.enter_context(
                inner(
                    self._named,
                    within,
                    name=path_of(within),
                    budget=self._inner_budget,
                    is_listed=False,
                )
            )
        except (*BROKEN, RuntimeError, CannotRead):
            pass


def _copy(packed: IO[bytes], file: IO[bytes], *, budget: Budget) -> None:
    left = INNER_LIMIT_BYTES
    while data := packed.read(CHUNK_BYTES):
        left -= len(data)
        budget.spend(len(data))
        if left < 0:
            size = grouped(INNER_LIMIT_BYTES // MEGABYTE)
            problem = _(
                "an archive inside another, of more than {size} MB: unpack it first"
            )
            raise CannotRead(problem.format(size=size))
        file.write(data)
    file.seek(0)


def _broken(path: str, error: Exception) -> str:
    kind = ending_of(path).lstrip(".")
    said = " ".join(str(error).lower().split())
    if NO_TAR in said:  # what follows is what each way of packing would say
        said = _("file is not a tar file")
    return _("a {kind} that cannot be opened: {error}").format(kind=kind, error=said)
