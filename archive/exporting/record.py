"""Says how the articles of an export were found."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.locally import counted, dated, grouped
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
        run_at = dated(timezone.localtime(self.run_at), "j M Y, H:i T")
        with_part = _("Articles with {part}")
        rows = [
            (_("Query"), self.query or _("all articles")),
            (_("Read as"), self.reading),
            *((_("Filter"), chosen) for chosen in self.filters),
            (_("Sorted by"), self.order),
            (_("Run on"), run_at),
            (_("Articles"), grouped(self.article_count)),
            (_("Chosen by hand"), "" if self.chosen is None else grouped(self.chosen)),
            *((with_part.format(part=part), grouped(n)) for part, n in self.parts),
            (_("Copies"), self._copies_told),
            (_("Undated"), grouped(self.undated)),
            (_("Waiting to be indexed"), grouped(self.waiting)),
            (_("Articles in the archive"), grouped(self.archive_count)),
            *((_("Note"), note) for note in self.notes),
            (_("Address"), self.address),
        ]
        told = ((name, one_line(value)) for name, value in rows)
        return tuple((name, value) for name, value in told if value)

    @property
    def _copies_told(self) -> str:
        if not self.copies:
            return grouped(self.copies)
        left_out = ngettext("{n} left out", "{n} left out", self.copies)
        among = ngettext("{n} among them", "{n} among them", self.copies)
        told = left_out if self.copies_are_folded else among
        return told.format(n=grouped(self.copies))

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
        reading=_("all articles"),
        run_at=timezone.now(),
        article_count=count,
        undated=live.undated().count(),
        archive_count=count,
        order=_("number"),
    )
