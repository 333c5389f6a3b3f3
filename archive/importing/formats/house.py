"""Reads text files, one article each; rules find its date and credits later."""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from archive.importing.encoding import decode, warnings_of
from archive.importing.limits import read_whole
from archive.importing.records import CannotRead, Record


def read(stream: BinaryIO) -> Iterator[Record]:
    """Read the house format: a date line, paragraphs, a trailer."""
    data = read_whole(stream)
    text, encoding = decode(data)
    if not text.strip():
        raise CannotRead(_("empty"))
    yield Record(
        data=data,
        encoding=encoding,
        format="house",
        body=text,
        warnings=warnings_of(encoding),
    )
