"""Opens archives of files (zip, tar), trusting nothing that they say of themselves."""

import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import IO, Any, Self

from django.utils.translation import gettext as _

from archive.importing.limits import (
    MEGABYTE,
    UNPACKED_LIMIT_BYTES,
    unpacks_to_more_than,
)
from archive.importing.names import JUNK_REASON, is_junk, readable
from archive.importing.records import CannotRead
from archive.locally import grouped

# What a damaged archive, or one of an unknown kind, raises when it is opened.
BROKEN = (
    OSError,
    EOFError,
    NotImplementedError,
    ValueError,
    struct.error,
    zlib.error,
    LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
)
ENCRYPTED_FLAG = 0x1
ZIPS = (".zip", ".wacz")
TARS = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
ENDINGS = ZIPS + TARS
MOST_MEMBERS = 500_000
MOST_BYTES_OF_LIST = 100 * MEGABYTE
A_MEMBER = b"PK\x01\x02"
# What stands in a member of its own and says something of the next: read whole.
ABOUT_NEXT = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)
MOST_BYTES_ABOUT_NEXT = MEGABYTE
Member = zipfile.ZipInfo | tarfile.TarInfo


def ending_of(name: str) -> str:
    """Return the ending by which a name is an archive's; empty when it is none."""
    return next((end for end in ENDINGS if name.lower().endswith(end)), "")


class _Header(tarfile.TarInfo):
    """A header in a tar; a broken one is never taken for the end of the tar."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        is_end = not any(buf)
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if is_end:
                raise
            raise tarfile.ReadError(str(error)) from error
        is_long = header.type in ABOUT_NEXT and header.size > MOST_BYTES_ABOUT_NEXT
        if is_long or header.size < 0:
            raise tarfile.ReadError(_("a header that claims too much"))
        return header


class _FewMembers:
    """A zip's file; a list of members that memory cannot hold is refused."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def read(self, size: int = -1) -> bytes:
        # The list is read at once, and nothing else of such a length.
        is_long = size > MOST_BYTES_OF_LIST
        data = b"" if is_long else self._file.read(size)
        if is_long or data.count(A_MEMBER) > MOST_MEMBERS:
            raise CannotRead(too_many(MOST_MEMBERS))
        return data


def too_many(most: int) -> str:
    """Return why an archive is not read any further."""
    return _("more than {count} files in it").format(count=grouped(most))


class _Unlisted(zipfile.ZipFile):
    """A zip whose members are known: its list is not read again."""

    def _RealGetContents(self) -> None:
        pass


class Packed:
    """An open archive, whatever its kind; BROKEN is raised where it is none.

    is_listed: whether its members will be asked for.
    """

    def __init__(self, file: IO[bytes], *, name: str, is_listed: bool = True) -> None:
        self.zip = self.tar = None
        if ending_of(name) in ZIPS:
            kept = zipfile.ZipFile(_FewMembers(file)) if is_listed else _Unlisted(file)
            self.zip = kept
        else:
            self.tar = tarfile.open(fileobj=file, mode="r:*", tarinfo=_Header)  # noqa: SIM115 - see __exit__

    def __enter__(self) -> "Packed":
        return self

    def __exit__(self, *error: object) -> None:
        for archive in (self.zip, self.tar):
            if archive is not None:
                archive.close()

    def members(self) -> Iterator[Member]:
        """Yield what is no folder: a zip's members by name, a tar's as they stand."""
        if self.zip is not None:
            infos = [info for info in self.zip.infolist() if not info.is_dir()]
            yield from sorted(infos, key=lambda info: info.filename)
        elif self.tar is not None:
            for member in self.tar:
                if not member.isdir():
                    yield member
                # The next header is reached by unpacking all that stands before it.
                if member.offset_data + member.size > UNPACKED_LIMIT_BYTES:
                    raise CannotRead(unpacks_to_more_than(UNPACKED_LIMIT_BYTES))

    def open(self, member: Member) -> IO[bytes]:
        """Open a member for reading."""
        if self.zip is not None and isinstance(member, zipfile.ZipInfo):
            return self.zip.open(member)
        opened = None
        if self.tar is not None and isinstance(member, tarfile.TarInfo):
            opened = self.tar.extractfile(member)
        if opened is None:
            raise OSError(_("no such file in it"))
        return opened


def path_of(member: Member) -> str:
    """Return a member's path with / between its parts, as it can be stored."""
    name = member.filename if isinstance(member, zipfile.ZipInfo) else member.name
    path = readable(name.replace("\\", "/"))
    return path.removeprefix("./") if isinstance(member, tarfile.TarInfo) else path


def place_of(member: Member) -> tuple[str, int]:
    """Return what tells a member from all others of its archive."""
    if isinstance(member, zipfile.ZipInfo):
        return path_of(member), member.header_offset
    return path_of(member), member.offset


def size_of(member: Member) -> int:
    """Return a member's size as the archive claims it."""
    if isinstance(member, zipfile.ZipInfo):
        return member.file_size
    return member.size


def problem_of(member: Member) -> str:
    """Return why a member is not read; empty when it may be."""
    path = path_of(member)
    if is_junk(path):
        return str(JUNK_REASON)
    inside = PurePosixPath(path)
    kind = "zip" if isinstance(member, zipfile.ZipInfo) else "tar"
    if inside.is_absolute() or ".." in inside.parts or path[1:2] == ":":
        return _("its name leads out of the {kind}").format(kind=kind)
    if _is_link(member):
        return _("a link inside a {kind}").format(kind=kind)
    if isinstance(member, tarfile.TarInfo):
        return "" if member.isreg() else _("not an ordinary file")
    return _("encrypted") if member.flag_bits & ENCRYPTED_FLAG else ""


def _is_link(member: Member) -> bool:
    if isinstance(member, tarfile.TarInfo):
        return member.issym() or member.islnk()
    return stat.S_ISLNK(member.external_attr >> 16)
