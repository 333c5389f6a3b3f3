"""The formats that articles are read from; a new one is a module and a line here."""

from archive.importing.formats import house, jsonl
from archive.importing.formats.reader import Reader

READERS: tuple[Reader, ...] = (house.Reader(), jsonl.Reader())


def reader_for(suffix: str) -> Reader | None:
    """Return the reader of files with this ending, such as ".txt"."""
    return next((reader for reader in READERS if suffix in reader.suffixes), None)
