"""Reads text files, one article each; rules find its date and credits later."""

from collections.abc import Iterator
from typing import BinaryIO

from archive.importing.encoding import decode, warnings_of
from archive.importing.limits import MEGABYTE, TEXT_LIMIT_BYTES
from archive.importing.records import CannotRead, Record


class Reader:
    """Reads the house format: a date line, paragraphs, a trailer."""

    name = "house"
    suffixes = (".txt",)

    def read(self, stream: BinaryIO) -> Iterator[Record]:
        data = stream.read(TEXT_LIMIT_BYTES + 1)
        if len(data) > TEXT_LIMIT_BYTES:
            raise CannotRead(f"larger than {TEXT_LIMIT_BYTES // MEGABYTE} MB")
        text, encoding = decode(data)
        if not text.strip():
            raise CannotRead("empty")
        yield Record(
            data=data,
            encoding=encoding,
            format=self.name,
            body=text,
            warnings=warnings_of(encoding),
        )
