"""Cuts long lists into pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from archive.kept import keep
from archive.models import Article
from archive.models.articles import ArticleQuerySet

Name = TypeVar("Name")

PAGE_SIZE = 50
NAMES_A_PAGE = 500
# Pages named on each side of the current one, besides the first and the last.
PAGES_AROUND = 2


@dataclass(frozen=True)
class Paging:
    """One page among those of a list; pages count from 1."""

    number: int
    page_size: int
    total: int

    @property
    def page_count(self) -> int:
        """The number of pages; an empty list has one."""
        return max(1, -(-self.total // self.page_size))

    @property
    def is_past_the_end(self) -> bool:
        """Whether no such page exists."""
        return self.number > self.page_count

    @property
    def first(self) -> int:
        """The place in the list of the page's first element, from 1."""
        return min(self.total, (self.number - 1) * self.page_size + 1)

    @property
    def last(self) -> int:
        """The place in the list of the page's last element, from 1."""
        return min(self.total, self.number * self.page_size)

    @property
    def previous(self) -> int | None:
        """The page before; from past the end, the last one."""
        return min(self.number - 1, self.page_count) or None

    @property
    def next(self) -> int | None:
        """The page after."""
        return self.number + 1 if self.number < self.page_count else None

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The pages to name: first, last and those around; None stands for a gap."""
        around = range(self.number - PAGES_AROUND, self.number + PAGES_AROUND + 1)
        named = {1, self.page_count, *around} & set(range(1, self.page_count + 1))
        return tuple(_with_gaps(sorted(named)))


@dataclass(frozen=True)
class Listing:
    """One page of articles."""

    articles: tuple[Article, ...]
    paging: Paging


@dataclass(frozen=True)
class Names(Generic[Name]):
    """One page of tags or sources."""

    names: Sequence[Name]
    paging: Paging


def read_page_number(text: str | None) -> int:
    """Return the page that an address asks for; the first when it names none."""
    is_number = text is not None and text.isdecimal() and len(text) < 8
    return max(1, int(text)) if text is not None and is_number else 1


def list_names(names: Sequence[Name], *, page: str | None) -> Names[Name]:
    """Return the page of tags or sources that an address asks for."""
    paging = Paging(read_page_number(page), NAMES_A_PAGE, len(names))
    start = (paging.number - 1) * NAMES_A_PAGE
    return Names(names[start : start + NAMES_A_PAGE], paging)


def list_page(
    articles: ArticleQuerySet,
    *,
    page: str | None,
    total: int | None = None,
    kept_as: str = "",
) -> Listing:
    """Return the page of articles that an address asks for, names loaded.

    total: how many articles there are, where that is known. kept_as: the name under
    which the numbers of long lists are kept while nothing changes.
    """
    if total is None:
        total = articles.count()
    paging = Paging(read_page_number(page), PAGE_SIZE, total)
    start = (paging.number - 1) * PAGE_SIZE
    # Only ids are sorted: whole articles are too heavy to put in order.
    numbers = articles.values_list("pk", flat=True)[start : start + PAGE_SIZE]
    name = f"{kept_as}-from-{start}"
    ids = keep(name, lambda: list(numbers)) if kept_as else list(numbers)
    by_id = Article.objects.with_names().in_bulk(ids)
    return Listing(tuple(by_id[pk] for pk in ids if pk in by_id), paging)


def _with_gaps(numbers: list[int]) -> Iterable[int | None]:
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before == 2:
            yield number - 1
        elif number - before > 2:
            yield None
        yield number
