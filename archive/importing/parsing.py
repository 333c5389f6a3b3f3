"""Makes drafts of files on all cores, in the order of the files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from archive.guarded import in_order, workers
from archive.importing.built_in import current_rules
from archive.importing.careful import Careful, Stepwise, without
from archive.importing.drafts import Labels, make_draft, refuse
from archive.importing.identity import Claims, file_key
from archive.importing.joining import ENDINGS, read_joined
from archive.importing.lookups import files_by_key
from archive.importing.reading import Reading, Reads
from archive.importing.records import (
    Draft,
    Entry,
    FoundFile,
    Record,
    Refusal,
    Unread,
    Unreadable,
)
from archive.importing.rules import RuleSet
from archive.processes import cores

T = TypeVar("T")
FILES_A_SHARE = 200
BYTES_A_SHARE = 1_000_000
# Less is read before other processes have even started.
BYTES_WORTH_PROCESSES = 4_000_000
FILES_WORTH_PROCESSES = 2_000
MOST_PROCESSES = 8


@dataclass(frozen=True, slots=True)
class Share:
    """Files that are read in one go.

    known: of each the digest of the bytes that it had last time. go_together: whether
    some have data of others.
    """

    files: Sequence[FoundFile]
    known: Sequence[str] = ()
    go_together: bool = False

    def run(self) -> Iterator[Entry]:
        assert _parser is not None
        return _parser.read(self, reading=Stepwise(_reading, self.files))

    def weigh(self, thing: Entry) -> int:
        return weigh(thing)

    def without(self, step: int, *, why: str) -> Share:
        return replace(self, files=without(self.files, step, why=why))


class Parser:
    """Makes drafts by the labels and rules of one import."""

    def __init__(self, labels: Labels, rules: RuleSet) -> None:
        self._labels = labels
        self._rules = rules

    def read(self, share: Share, *, reading: Reads) -> Iterator[Entry]:
        """Yield what a share holds; a file left unread stands for all it holds."""
        if share.go_together:
            for found in read_joined(share.files, reading=reading):
                yield self._draft(*found)
            return
        for file, sha256 in zip(share.files, share.known, strict=True):
            if sha256 and sha256 == _digest_of(file):
                yield _unread(file, sha256=sha256)
                continue
            for found in reading.read(file):
                yield self._draft(*found)

    def read_again(self, unread: Unread) -> Iterator[Entry]:
        """Yield what a file holds that was left unread."""
        with closing(Careful()) as careful:
            for found in careful.read(unread.file):
                yield self._draft(*found)

    def _draft(self, file: FoundFile, found: Record | Unreadable) -> Entry:
        if isinstance(found, Record):
            return make_draft(found, file=file, labels=self._labels, rules=self._rules)
        return refuse(found, file=file)


class Parsing:
    """Reads the files of one import; to be gone through once.

    recognise: whether files with the bytes that they had last time are left unread.
    """

    def __init__(
        self, files: Sequence[FoundFile], *, labels: Labels, recognise: bool = True
    ) -> None:
        self.files = files
        self.parser = Parser(labels, current_rules())
        self._recognise = recognise
        self._claims = Claims()

    def __iter__(self) -> Iterator[Entry]:
        """Yield a draft of every record of every file; raises ProcessLost."""
        entries = self._by_workers() if _are_many(self.files) else self._by_this()
        for entry in entries:
            yield from self._claimed(entry)

    def _by_workers(self) -> Iterator[Entry]:
        number = min(cores(), MOST_PROCESSES, len(self.files))
        with workers(number, begin=_begin, given=(self.parser,)) as at_work:
            yield from in_order(at_work, self._shares())

    def _by_this(self) -> Iterator[Entry]:
        with closing(Careful()) as careful:
            for share in self._shares():
                yield from self.parser.read(share, reading=careful)

    def _claimed(self, entry: Entry) -> Iterator[Entry]:
        """Yield an entry under a key of its own; what its file holds, if it must."""
        if isinstance(entry, Unread) and self._claims.has_given(entry.key):
            for read in self.parser.read_again(entry):
                yield from self._claimed(read)
        elif isinstance(entry, Refusal):
            yield entry
        else:
            key = self._claims.claim(entry.key, sha256=entry.sha256)
            yield entry if key == entry.key else replace(entry, key=key)

    def _shares(self) -> Iterator[Share]:
        """Yield the files in shares; those that go together in one."""
        if any(file.path.lower().endswith(ENDINGS) for file in self.files):
            yield Share(self.files, go_together=True)
            return
        for some in parcels(
            self.files, weigh=_size, count=FILES_A_SHARE, weight=BYTES_A_SHARE
        ):
            yield Share(some, self._known(some))

    def _known(self, files: Sequence[FoundFile]) -> list[str]:
        small = {
            file_key(file.root, file.path): file for file in files if _is_small(file)
        }
        if not self._recognise:
            small = {}
        known = files_by_key(small, run=None)
        keys = [file_key(file.root, file.path) for file in files]
        return [known[key].sha256 if key in known else "" for key in keys]


# What a process works by that has been started for this.
_parser: Parser | None = None
_reading = Reading()


def _begin(parser: Parser) -> None:
    global _parser
    _parser = parser


def parcels(
    things: Iterable[T], *, weigh: Callable[[T], int], count: int, weight: int
) -> Iterator[list[T]]:
    """Yield things in lists that are full by their count or by their weight."""
    parcel: list[T] = []
    weighs = 0
    for thing in things:
        parcel.append(thing)
        weighs += weigh(thing)
        if len(parcel) >= count or weighs >= weight:
            yield parcel
            parcel, weighs = [], 0
    if parcel:
        yield parcel


def weigh(entry: Entry) -> int:
    """Return the bytes that an entry holds."""
    return len(entry.record.data) if isinstance(entry, Draft) else 0


def _size(file: FoundFile) -> int:
    return file.size


def _is_small(file: FoundFile) -> bool:
    """Tell whether a file is none of an archive, and can be held in memory whole."""
    return file.member is None and file.size < BYTES_A_SHARE


def _are_many(files: Sequence[FoundFile]) -> bool:
    return (
        len(files) >= FILES_WORTH_PROCESSES
        or sum(file.size for file in files) >= BYTES_WORTH_PROCESSES
    )


def _unread(file: FoundFile, *, sha256: str) -> Unread:
    key = file_key(file.root, file.path)
    return Unread(file=file, root=file.root, path=file.path, key=key, sha256=sha256)


def _digest_of(file: FoundFile) -> str:
    try:
        return hashlib.sha256(Path(file.location).read_bytes()).hexdigest()
    except OSError:
        return ""
