"""Writes zips piece by piece, without keeping them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from archive.exporting.pack import Pack
from archive.importing.names import RECORD_NAME
from archive.models import Article

Member = tuple[str, Iterable[str]]  # its name, and its text in pieces


class Outlet:
    """A file that gives away what was written to it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Do nothing: whoever takes the pieces decides."""

    def close(self) -> None:
        """Do nothing: there is nothing to close."""

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def write_zip(members: Iterable[Member], *, at: datetime.datetime) -> Iterator[bytes]:
    """Yield the bytes of a zip; at: the time that its files bear."""
    outlet = Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as archive:
        for name, pieces in members:
            info = ZipInfo(name, at.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as member:
                for piece in pieces:
                    member.write(piece.encode())
                    yield outlet.take()
    yield outlet.take()


def write_folder(
    pack: Pack, write: Callable[[Article], str], *, suffix: str
) -> Iterator[bytes]:
    """Yield a zip of the record of the search, then of one file an article."""
    files = ((file_name(a, suffix), (write(a),)) for a in pack.articles())
    members = chain([(RECORD_NAME, (pack.record.text,))], files)
    return write_zip(members, at=pack.record.run_at)


def file_name(article: Article, suffix: str) -> str:
    """Return an article's path in a folder of files, which is no other's."""
    day = article.published_on
    folder = f"{day.year:04}/{day.isoformat()}" if day else "undated/undated"
    return f"{folder}-{article.slug}-{article.pk}.{suffix}"
