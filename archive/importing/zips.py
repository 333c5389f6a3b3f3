"""Finds the members of a zip, trusting nothing that it says of itself."""

import stat
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archive.importing.names import JUNK_REASON, is_junk, readable
from archive.importing.records import FoundFile

# What a damaged zip, or one of an unknown kind, raises when it is opened.
BROKEN = (
    OSError,
    EOFError,
    NotImplementedError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
)
ENCRYPTED_FLAG = 0x1


def find_in_zip(location: Path, *, root: str, below: str = "") -> Iterator[FoundFile]:
    """List a zip's members by name; one that cannot be read carries the reason."""
    try:
        with zipfile.ZipFile(location) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except BROKEN as error:
        yield FoundFile(
            root=root,
            path=below.rstrip("/") or readable(location.name),
            location=str(location),
            problem=f"a zip that cannot be opened: {str(error).lower()}",
        )
        return
    for member in sorted(members, key=lambda info: info.filename):
        path = readable(member.filename.replace("\\", "/"))
        yield FoundFile(
            root=root,
            path=below + path,
            location=str(location),
            size=member.file_size,
            member=member,
            problem=_problem(member, path=path),
            is_ignored=is_junk(path),
        )


def _problem(member: zipfile.ZipInfo, *, path: str) -> str:
    if is_junk(path):
        return JUNK_REASON
    inside = PurePosixPath(path)
    if inside.is_absolute() or ".." in inside.parts or path[1:2] == ":":
        return "its name leads out of the zip"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link inside a zip"
    if member.flag_bits & ENCRYPTED_FLAG:
        return "encrypted"
    if path.lower().endswith(".zip"):
        return "a zip inside a zip: unpack it first"
    return ""
