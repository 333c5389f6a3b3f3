"""What files, readers and rules hand on to each other."""

import datetime
from dataclasses import dataclass
from zipfile import ZipInfo

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
    member: ZipInfo | None = None
    problem: str = ""  # why it is not read
    is_ignored: bool = False  # whether that is no loss


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What a reader found in a file or in one line of it, before any rule."""

    data: bytes  # exactly this record's bytes
    encoding: str
    format: str
    place: int | None = None  # line number in a file of many records
    carried_id: str = ""
    headline: str = ""
    body: str = ""
    published_on: datetime.date | None = None
    published_at: datetime.datetime | None = None
    source: str = ""
    credits: tuple[str, ...] = ()
    byline: str = ""
    dateline: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    date_problem: str = ""  # why a date that is written could not be read
    warnings: tuple[str, ...] = ()


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A file or record that gave no article, with what it is known by."""

    root: str
    path: str
    key: str
    reason: str
    outcome: ImportedFile.Outcome = ImportedFile.Outcome.FAILED
    sha256: str = ""
