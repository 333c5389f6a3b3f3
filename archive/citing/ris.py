"""Writes citations as RIS, which programs for references read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from archive.citing.cited import Cited

LINE_END = "\r\n"


def ris(cited: Cited) -> str:
    """Return an article as a record of RIS."""
    day, accessed = cited.day, cited.accessed
    return record(
        "NEWS",
        [
            *(("AU", author.inverted) for author in cited.authors),
            ("TI", cited.headline),
            ("T2", cited.publication),
            ("DA", f"{_day(day)}/" if day else ""),
            ("PY", f"{day.year:04}" if day else ""),
            ("SE", cited.section),
            ("LA", cited.language),
            *(("KW", tag) for tag in cited.tags),
            ("N1", cited.basis),
            ("AN", str(cited.pk)),
            ("UR", cited.url),
            ("Y2", f"{_day(accessed)}/" if cited.url else ""),
        ],
    )


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "/")


def record(kind: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return a record of a kind; what is empty is left out, and blanks count once."""
    told = [(name, " ".join(value.split())) for name, value in pairs]
    lines = [f"{name}  - {value}" for name, value in told if value]
    return LINE_END.join((f"TY  - {kind}", *lines, "ER  - ", "", ""))
