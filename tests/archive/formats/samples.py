"""What tests of formats share: bytes are read as the importer reads a file of them."""

import io
from dataclasses import replace

from archive.importing.formats import HEAD_BYTES, format_of, reread
from archive.importing.names import suffixes
from archive.importing.records import Record, Unreadable

STORY = "The harbour of Brovik was closed on Thursday by a strike of the ferry crews."
MORE = "The council meets on Friday to talk about the toll on the new bridge."


def read(data: bytes | str, *, name: str = "file") -> list[Record | Unreadable]:
    """Read a file's bytes by the format that they show."""
    given = data.encode() if isinstance(data, str) else data
    suffix = next(iter(suffixes(name)), "")
    found = format_of(given[:HEAD_BYTES], suffix=suffix)
    assert found is not None
    return list(found.reader.read(io.BytesIO(given)))


def records(data: bytes | str, *, name: str = "file") -> list[Record]:
    """Read a file that holds nothing but records, each of which can be read again."""
    found = [entry for entry in read(data, name=name) if isinstance(entry, Record)]
    for record in found:
        again = reread(record.data, record.format, record.encoding)
        assert _said(again) == _said(record)
    return found


def _said(record: Record) -> Record:
    """Return a record without where it stands."""
    return replace(record, place=None, data=b"", warnings=())


def one(data: bytes | str, *, name: str = "file", format: str) -> Record:
    """Read a file that is one record of a format."""
    [record] = records(data, name=name)
    assert record.format == format
    return record
