"""What a format must offer, and what its library may do when a file is broken."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol

from django.utils.functional import Promise

from archive.importing.records import CannotRead, Record, Unreadable

# What parsers raise on input that nobody who wrote them thought of.
BREAKS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)


class Reader(Protocol):
    """Reads one format; a module is one, and it keeps nothing between files."""

    def read(self, stream: BinaryIO) -> Iterator[Record | Unreadable]:
        """Yield what is in a file, in its order; CannotRead ends it with a reason."""
        ...


@contextmanager
def parsing(problem: Promise, *breaks: type[Exception]) -> Iterator[None]:
    """Turn whatever a library raises on a broken file into a reason.

    problem: what to say of the file, with {error} for what the library says.
    """
    try:
        yield
    except BREAKS + breaks as error:
        raise CannotRead(str(problem).format(error=_said(error))) from error


def _said(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words[:120] or type(error).__name__
