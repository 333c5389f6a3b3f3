"""Turns articles into what the index holds of them."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.models import Article, ImportedFile
from search.language.tree import State


@dataclass(frozen=True)
class Document:
    """An article as the index knows it; names and labels by number."""

    article_id: int
    headline: str
    derived_headline: str
    body: str
    byline: str
    source: int | None
    credits: tuple[int, ...]
    tags: tuple[int, ...]
    section: str
    language: str
    imports: tuple[int, ...]
    copy_group: int | None
    published_on: datetime.date | None
    created_on: datetime.date
    word_count: int
    states: tuple[State, ...]

    @property
    def digest(self) -> str:
        """What the document says, in 16 hexadecimal digits."""
        values = vars(self).values()
        # Texts go in as they are: quoting them would take a tenth of all indexing.
        texts = [value for value in values if isinstance(value, str)]
        facts = [len(value) if isinstance(value, str) else value for value in values]
        said = "".join((repr(facts), *texts))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def documents(article_ids: Iterable[int]) -> Iterator[Document]:
    """Yield the documents of those articles that are live, in order of id."""
    ids = list(article_ids)
    imports = _imports_of(ids)
    for article in (
        Article.objects.live().filter(pk__in=ids).with_labels().order_by("pk")
    ):
        yield _document(article, imports=tuple(imports[article.pk]))


def _imports_of(article_ids: list[int]) -> defaultdict[int, list[int]]:
    """Return the imports that brought or changed each article."""
    outcome = ImportedFile.Outcome
    rows = (
        ImportedFile.objects.standing()
        .filter(
            article__in=article_ids,
            outcome__in=[outcome.CREATED, outcome.COPY, outcome.UPDATED],
        )
        .order_by("article_id", "import_run_id")
        .values_list("article_id", "import_run_id")
        .distinct()
    )
    imports: defaultdict[int, list[int]] = defaultdict(list)
    for article_id, import_id in rows:
        imports[article_id].append(import_id)
    return imports


def _document(article: Article, *, imports: tuple[int, ...]) -> Document:
    derived = article.headline_is_derived
    return Document(
        article_id=article.pk,
        headline="" if derived else article.headline,
        derived_headline=article.headline if derived else "",
        body=article.body,
        byline=article.byline,
        source=article.source_id,
        credits=tuple(sorted(credit.pk for credit in article.credits.all())),
        tags=tuple(sorted(tag.pk for tag in article.tags.all())),
        section=article.section,
        language=article.language,
        imports=imports,
        copy_group=article.copy_group_id,
        published_on=article.published_on,
        created_on=article.created_at.date(),
        word_count=article.word_count,
        states=tuple(_states(article)),
    )


def _states(article: Article) -> Iterator[State]:
    if article.published_on is None:
        yield State.UNDATED
    if not article.tags.all():
        yield State.UNTAGGED
    if article.headline_is_derived:
        yield State.DERIVED
    if article.copy_group_id is not None:
        yield State.COPY
    if article.edited_at is not None:
        yield State.EDITED
