"""Says how the articles of an export were found."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from archive.locally import counted
from archive.models import Article
from archive.text import one_line


@dataclass(frozen=True)
class SearchRecord:
    """What was asked, when, and what was found.

    parts: what each part of the query finds by itself. copies: articles that tell
    what another one found does, too; copies_are_folded: they were left out. undated:
    found without a date, dates asked for left aside. waiting: changes that the index
    did not know yet. chosen: the number handed out, where a person chose among them.
    """

    query: str
    reading: str
    run_at: datetime.datetime
    article_count: int
    undated: int
    archive_count: int
    filters: tuple[str, ...] = ()
    order: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    copies: int = 0
    copies_are_folded: bool = False
    waiting: int = 0
    notes: tuple[str, ...] = ()
    address: str = ""
    chosen: int | None = None

    @property
    def title(self) -> str:
        """The export in a few words."""
        asked = f": {one_line(self.query)[:100]}" if self.query.strip() else ""
        count = self.article_count if self.chosen is None else self.chosen
        return f"{counted(count, 'article')}{asked}"

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The record as names and values, for people."""
        moment = timezone.localtime(self.run_at)
        folded = " left out" if self.copies_are_folded else " among them"
        rows = [
            ("Query", self.query or "all articles"),
            ("Read as", self.reading),
            *(("Filter", chosen) for chosen in self.filters),
            ("Sorted by", self.order),
            ("Run on", f"{moment.day} {moment:%b %Y, %H:%M %Z}"),
            ("Articles", f"{self.article_count:,}"),
            ("Chosen by hand", "" if self.chosen is None else f"{self.chosen:,}"),
            *((f"Articles with {part}", f"{n:,}") for part, n in self.parts),
            ("Copies", f"{self.copies:,}{folded if self.copies else ''}"),
            ("Undated", f"{self.undated:,}"),
            ("Waiting to be indexed", f"{self.waiting:,}"),
            ("Articles in the archive", f"{self.archive_count:,}"),
            *(("Note", note) for note in self.notes),
            ("Address", self.address),
        ]
        told = ((name, one_line(value)) for name, value in rows)
        return tuple((name, value) for name, value in told if value)

    @property
    def text(self) -> str:
        """The record as lines of text."""
        return "".join(f"{name}: {value}\n" for name, value in self.rows)

    @property
    def data(self) -> dict[str, Any]:
        """The record as JSON values."""
        return {
            "query": self.query,
            "reading": self.reading,
            "filters": list(self.filters),
            "order": self.order,
            "run_at": self.run_at.isoformat(),
            "articles": self.article_count,
            "chosen": self.chosen,
            "parts": [{"text": text, "articles": n} for text, n in self.parts],
            "copies": self.copies,
            "copies_are_folded": self.copies_are_folded,
            "undated": self.undated,
            "waiting": self.waiting,
            "archive": self.archive_count,
            "notes": list(self.notes),
            "address": self.address,
        }


def record_of_all() -> SearchRecord:
    """Return the record of handing out every article that readers see."""
    live = Article.objects.live()
    count = live.count()
    return SearchRecord(
        query="",
        reading="all articles",
        run_at=timezone.now(),
        article_count=count,
        undated=live.undated().count(),
        archive_count=count,
        order="number",
    )
