"""What a format must offer."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from archive.importing.records import Record, Unreadable


class Reader(Protocol):
    """Reads one format; it keeps nothing between files."""

    @property
    def name(self) -> str: ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files, such as ".txt"."""
        ...

    def read(self, stream: BinaryIO) -> Iterator[Record | Unreadable]:
        """Yield what is in a file, in its order; CannotRead ends it with a reason."""
        ...
