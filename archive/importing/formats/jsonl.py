"""Reads JSON Lines: one article a line, under the names that exports commonly use."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from archive.importing.encoding import decode, warnings_of
from archive.importing.formats import fields
from archive.importing.limits import LINE_LIMIT_BYTES, too_long
from archive.importing.records import CannotRead, Record, Unreadable

CHUNK_BYTES = 1 << 16


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each line as an article of its own."""
    place, is_empty = 0, True
    while line := stream.readline(LINE_LIMIT_BYTES + 1):
        place += 1
        if len(line) > LINE_LIMIT_BYTES:
            _skip_line(stream, begun=line)
            yield Unreadable(too_long(LINE_LIMIT_BYTES), place)
            is_empty = False
        elif data := line.strip():
            yield _read_line(data, place=place)
            is_empty = False
    if is_empty:
        raise CannotRead(_("empty"))


def _skip_line(stream: BinaryIO, *, begun: bytes) -> None:
    while begun and not begun.endswith(b"\n"):
        begun = stream.readline(CHUNK_BYTES)


def _read_line(data: bytes, *, place: int) -> Record | Unreadable:
    try:
        text, encoding = decode(data)
        found = json.loads(text)
        if not isinstance(found, dict):
            raise CannotRead(_("not a JSON object"))
        if fields.is_export_record(found):
            return Unreadable(str(fields.OF_THE_EXPORT), place, is_ignored=True)
        return fields.record(
            found,
            data=data,
            encoding=encoding,
            format="jsonl",
            place=place,
            warnings=warnings_of(encoding),
        )
    except json.JSONDecodeError as error:
        return Unreadable(problem_of(error), place)
    except (ValueError, RecursionError):
        return Unreadable(_("not JSON that can be read"), place)
    except CannotRead as error:
        return Unreadable(str(error), place)


def problem_of(error: json.JSONDecodeError) -> str:
    """Return why a text is not JSON."""
    problem = _("not JSON: {error} at sign {number}")
    return problem.format(error=error.msg, number=error.pos + 1)
