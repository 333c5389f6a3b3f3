"""Parts the texts that newspaper databases export into their articles."""

from collections.abc import Iterator

from archive.importing.formats import factiva, nexis
from archive.importing.records import Record


def records_of(
    text: str,
    *,
    data: bytes,
    format: str,
    headline: str = "",
    warnings: tuple[str, ...] = (),
) -> Iterator[Record]:
    """Yield the articles of a document; most are one, a database exports many."""
    if nexis.DOCUMENT.search(text) and nexis.LABEL.search(text):
        yield from nexis.records_of(text)
        return
    if factiva.BEGINS.match(text):
        yield from factiva.records_of(text)
        return
    yield Record(
        data=data,
        encoding="ascii" if format == "rtf" and data.isascii() else "",
        format=format,
        headline=headline,
        body=text,
        warnings=warnings,
    )
