"""Gathers what a citation may say of an article: nothing that is not known."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from archive.citing.authors import Author, read_authors
from archive.models import Article
from archive.wording import based_on


@dataclass(frozen=True)
class Cited:
    """An article as citations see it.

    headline: one that was derived stands in brackets, as a description. publication:
    the source and nothing else. basis: what it rests on, where no source is known; in
    English, as citations are.
    url: its page in the archive if others can reach that, else where it came from.
    """

    pk: int
    authors: tuple[Author, ...]
    headline: str
    is_described: bool
    publication: str
    credits: tuple[str, ...]
    basis: str
    day: datetime.date | None
    section: str
    language: str
    url: str
    tags: tuple[str, ...]
    accessed: datetime.date

    @property
    def basis_here(self) -> str:
        """The basis in the language of the pages."""
        return based_on(self.credits) if self.basis else ""

    @property
    def is_foreign(self) -> bool:
        """Whether it is known to be in another language than English."""
        return bool(self.language) and self.language.split("-")[0].lower() != "en"


def read_article(article: Article, *, today: datetime.date) -> Cited:
    """Return what can be cited of an article; today: when it was looked at."""
    credits = tuple(credit.name for credit in article.credits.all() if credit.is_named)
    is_derived = article.headline_is_derived
    headline = " ".join(article.headline.split())
    return Cited(
        pk=article.pk,
        authors=read_authors(article.byline),
        headline=f"[{headline}]" if is_derived else headline,
        is_described=is_derived,
        publication=article.source.name if article.source else "",
        credits=credits,
        basis=_basis(credits) if credits and not article.source else "",
        day=article.published_on,
        section=article.section,
        language=article.language,
        url=public_address(article),
        tags=tuple(tag.name for tag in article.tags.all()),
        accessed=today,
    )


def _basis(credits: tuple[str, ...]) -> str:
    with translation.override(None):
        return based_on(credits)


def public_address(article: Article) -> str:
    """Return the address under which others find an article, if there is one."""
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}{article.get_absolute_url()}"
    return article.url
