"""What files, readers and rules hand on to each other."""

import datetime
from dataclasses import dataclass
from tarfile import TarInfo
from zipfile import ZipInfo

from archive.importing.dates import UNKNOWN, When
from archive.models import ImportedFile


class CannotRead(Exception):
    """A file or the rest of it cannot be read; says why in words for people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundFile:
    """A file that a named path leads to."""

    root: str  # name of the folder or zip that was named
    path: str  # below it, with / between its parts; never a lone surrogate
    location: str  # of the file or its zip on this machine
    size: int = 0  # bytes when unpacked, as the file claims
    member: ZipInfo | TarInfo | None = None
    within: ZipInfo | TarInfo | None = None  # the archive inside the archive
    problem: str = ""  # why it is not read
    is_ignored: bool = False  # whether that is no loss


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What a reader found in a file or in one line of it, before any rule."""

    data: bytes  # exactly this record's bytes
    encoding: str
    format: str
    place: int | None = None  # its number in a file of many records
    carried_id: str = ""
    headline: str = ""
    body: str = ""
    when: When = UNKNOWN
    source: str = ""
    credits: tuple[str, ...] = ()
    byline: str = ""
    dateline: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()  # names of the files that it is about
    warnings: tuple[str, ...] = ()

    @property
    def published_on(self) -> datetime.date | None:
        """The day that its data gives."""
        return self.when.day

    @property
    def published_at(self) -> datetime.datetime | None:
        """The moment that its data gives."""
        return self.when.moment


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or one record of it, that gave no article, and why."""

    reason: str
    place: int | None = None
    is_ignored: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An article as read, after the rules and before it is looked for."""

    root: str
    path: str  # with the line, in a file of many records
    key: str
    is_known_by_place: bool  # nothing but its line number tells it from others
    sha256: str
    record: Record
    headline: str
    headline_is_derived: bool
    body: str
    when: When  # what its data or a rule says of its day
    published_on: datetime.date | None
    published_at: datetime.datetime | None
    source: str
    credits: tuple[str, ...]
    byline: str
    dateline: str
    section: str
    language: str
    url: str
    tags: tuple[str, ...]
    text_digest: str
    notes: tuple[str, ...]
    read_by: list[list[str]]  # of each line that rules took: rule, line, what it gave
    edges: str  # the lines that rules may look at
    has_own_date: bool
    has_trailer: bool  # its last line looks like one that a rule should take
    sketch: bytes  # what copies of it are found by


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """A file with the bytes that it had last time: nobody has read it again."""

    file: FoundFile
    root: str
    path: str
    key: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A file or record that gave no article, with what it is known by."""

    root: str
    path: str
    key: str
    reason: str
    outcome: ImportedFile.Outcome = ImportedFile.Outcome.FAILED
    sha256: str = ""


Entry = Draft | Unread | Refusal
