"""Reads CSV and TSV: one article a row, the first row naming the columns."""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from archive.importing.encoding import decode, warnings_of
from archive.importing.formats import fields
from archive.importing.formats.names import TEXTS, simple
from archive.importing.limits import (
    LINE_LIMIT_BYTES,
    WHOLE_LIMIT_BYTES,
    read_whole,
    too_long,
)
from archive.importing.records import CannotRead, Record, Unreadable

DELIMITERS = ",;\t|"
# What keeps a spreadsheet from running a cell.
GUARD = re.compile(r"\A'(?= *[=+\-@\t\r\n＝＋－＠])")
# Exports of ours begin with how their articles were found, tables for Excel with what
# parts their cells.
BEFORE_NAMES = re.compile(r"\s*$|#|sep=.\s*$")
MOST_COLUMNS = 500


def read(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """Read each row under the names of the first."""
    text, encoding = decode(read_whole(stream, limit=WHOLE_LIMIT_BYTES))
    csv.field_size_limit(LINE_LIMIT_BYTES)
    lines = io.StringIO(text, newline="")
    first = next((line for line in lines if not BEFORE_NAMES.match(line)), "")
    delimiter = max(DELIMITERS, key=first.count)
    names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter))]
    if not TEXTS.intersection(map(simple, names)):
        raise CannotRead(
            _("a table whose first row names no column of headlines or texts")
        )
    if len(names) > MOST_COLUMNS:
        problem = _("a table of more than {count} columns")
        raise CannotRead(problem.format(count=MOST_COLUMNS))
    rows = csv.reader(lines, delimiter=delimiter)
    place = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            problem = _("a table that breaks off: {error}").format(error=error)
            raise CannotRead(problem) from error
        if any(cell.strip() for cell in row):
            place += 1
            yield _record(names, row, place=place, warnings=warnings_of(encoding))


def _record(
    names: list[str], row: list[str], *, place: int, warnings: tuple[str, ...]
) -> Record | Unreadable:
    if len(row) > len(names):
        problem = _("has {cells} cells for {columns} columns")
        problem = problem.format(cells=len(row), columns=len(names))
        return Unreadable(problem, place)
    cells = (GUARD.sub("", cell) for cell in row)
    found = {
        name: cell for name, cell in zip(names, cells, strict=False) if cell.strip()
    }
    data = fields.as_bytes(found)
    if len(data) > LINE_LIMIT_BYTES:
        return Unreadable(too_long(LINE_LIMIT_BYTES), place)
    try:
        return fields.record(
            found,
            data=data,
            encoding="utf-8",
            format="table",
            place=place,
            warnings=warnings,
        )
    except CannotRead as error:
        return Unreadable(str(error), place)
