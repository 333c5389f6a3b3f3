"""Reads mailboxes: one article a message."""

from collections.abc import Iterator
from typing import BinaryIO

from archive.importing.formats import mail
from archive.importing.formats.recognising import ENVELOPE
from archive.importing.limits import LINE_LIMIT_BYTES, MEGABYTE, too_long
from archive.importing.records import CannotRead, Record, Unreadable


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each message, cut at the lines that begin with From."""
    for place, data in enumerate(_messages(stream), start=1):
        if len(data) > LINE_LIMIT_BYTES:
            yield Unreadable(too_long(LINE_LIMIT_BYTES), place)
            continue
        try:
            yield mail.record_of(data, place=place)
        except CannotRead as error:
            yield Unreadable(str(error), place)


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of messages, of one too long only somewhat more than allowed."""
    lines: list[bytes] = []
    size, after_blank = 0, True
    while line := stream.readline(MEGABYTE):
        if after_blank and ENVELOPE.match(line):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
            continue
        after_blank = not line.strip()
        size += len(line)
        if size <= LINE_LIMIT_BYTES + MEGABYTE:
            bare = line.lstrip(b">")
            lines.append(line[1:] if bare != line and bare[:5] == b"From " else line)
    if lines:
        yield b"".join(lines)
