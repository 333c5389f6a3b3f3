"""Makes drafts of files on all cores, in the order of the files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from archive.importing.built_in import current_rules
from archive.importing.drafts import Labels, make_draft, refuse
from archive.importing.identity import Claims, file_key
from archive.importing.joining import ENDINGS, read_joined
from archive.importing.lookups import files_by_key
from archive.importing.reading import Found, read_files
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
from archive.processes import at_work, cores, in_order

T = TypeVar("T")
FILES_A_SHARE = 200
BYTES_A_SHARE = 1_000_000
# What a small file unpacks to, though it should not, is left to the main process.
MOST_BYTES_A_FILE = 8 * BYTES_A_SHARE
# Less is read before other processes have even started.
BYTES_WORTH_PROCESSES = 4_000_000
FILES_WORTH_PROCESSES = 2_000
MOST_PROCESSES = 8


class ProcessLost(Exception):
    """A process that read files was ended from outside."""


@dataclass(frozen=True, slots=True)
class Share:
    """What is read in one go: small files, or records of larger ones.

    known: of each file the digest of the bytes that it had last time.
    """

    files: Sequence[FoundFile] = ()
    known: Sequence[str] = ()
    found: Sequence[Found] = ()


class Parser:
    """Makes drafts by the labels and rules of one import."""

    def __init__(self, labels: Labels, rules: RuleSet) -> None:
        self._labels = labels
        self._rules = rules

    def read(self, share: Share) -> list[Entry]:
        """Return what a share holds; a file left unread stands for all it holds."""
        entries = [self._draft(*found) for found in share.found]
        for file, sha256 in zip(share.files, share.known, strict=True):
            if sha256 and sha256 == _digest_of(file):
                entries.append(_unread(file, sha256=sha256))
            else:
                entries += self._read_small(file)
        return entries

    def read_again(self, unread: Unread) -> Iterator[Entry]:
        """Yield what a file holds that was left unread."""
        for found in read_files([unread.file]):
            yield self._draft(*found)

    def _read_small(self, file: FoundFile) -> list[Entry]:
        entries: list[Entry] = []
        size = 0
        for found in read_files([file]):
            entries.append(self._draft(*found))
            size += weigh(entries[-1])
            if size > MOST_BYTES_A_FILE:
                return [_unread(file, sha256="")]
        return entries

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
        processes = min(cores(), MOST_PROCESSES) if _are_many(self.files) else 1
        read = _read if processes > 1 else self.parser.read
        calls = ((share,) for share in self._shares())
        with at_work(processes, begin=_begin, given=(self.parser,)) as executor:
            try:
                for entries in in_order(executor, read, calls, ahead=2 * processes):
                    for entry in entries:
                        yield from self._claimed(entry)
            except BrokenExecutor as error:
                raise ProcessLost(
                    "a process that read files was ended from outside, perhaps for "
                    "want of memory"
                ) from error

    def _claimed(self, entry: Entry) -> Iterator[Entry]:
        """Yield an entry under a key of its own; what its file holds, if it must."""
        if isinstance(entry, Unread) and (
            not entry.sha256 or self._claims.has_given(entry.key)
        ):
            for read in self.parser.read_again(entry):
                yield from self._claimed(read)
        elif isinstance(entry, Refusal):
            yield entry
        else:
            key = self._claims.claim(entry.key, sha256=entry.sha256)
            yield entry if key == entry.key else replace(entry, key=key)

    def _shares(self) -> Iterator[Share]:
        """Yield the files in shares; large ones, and those that go together, read."""
        go_together = any(file.path.lower().endswith(ENDINGS) for file in self.files)
        if go_together:
            yield from self._read_here(self.files)
            return
        for is_small, group in groupby(self.files, key=_is_small):
            if not is_small:
                yield from self._read_here(list(group))
                continue
            for some in parcels(
                group, weigh=_size, count=FILES_A_SHARE, weight=BYTES_A_SHARE
            ):
                known = self._known(some) if self._recognise else [""] * len(some)
                yield Share(files=some, known=known)

    def _read_here(self, files: Sequence[FoundFile]) -> Iterator[Share]:
        records = read_joined(files)
        for some in parcels(
            records, weigh=_weigh_found, count=FILES_A_SHARE, weight=BYTES_A_SHARE
        ):
            yield Share(found=some)

    def _known(self, files: Sequence[FoundFile]) -> list[str]:
        keys = [file_key(file.root, file.path) for file in files]
        known = files_by_key(keys, run=None)
        return [known[key].sha256 if key in known else "" for key in keys]


# What a process works by that has been started for this.
_parser: Parser | None = None


def _begin(parser: Parser) -> None:
    global _parser
    _parser = parser


def _read(share: Share) -> list[Entry]:
    assert _parser is not None
    return _parser.read(share)


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


def _weigh_found(found: Found) -> int:
    return len(found[1].data) if isinstance(found[1], Record) else 0


def _size(file: FoundFile) -> int:
    return file.size


def _is_small(file: FoundFile) -> bool:
    """Tell whether a file can be read by itself, and held in memory whole."""
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
