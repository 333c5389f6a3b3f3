"""Brings sketches and copy groups up to date with texts that people changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from archive.copies import group_alike, part_copies
from archive.importing.kinship import CopyFinder, sketch_again
from archive.models import Article


def renew_copies(
    ids: Sequence[int],
    *,
    left: Iterable[int | None] = (),
    finder: CopyFinder | None = None,
) -> list[int]:
    """Have articles leave and join copy groups by their texts of now, as imports do.

    left: groups that they were in. finder: of whoever changes many. To be used inside
    a transaction. Returns whose group is another one now: the caller announces that.
    """
    sketch_again(ids)
    articles = Article.objects.filter(pk__in=ids).order_by("pk")
    groups = articles.order_by().values_list("copy_group", flat=True)
    parted = part_copies({*left, *groups})
    return parted + group_alike(_links(list(articles), finder=finder or CopyFinder()))


def _links(
    articles: Sequence[Article], *, finder: CopyFinder
) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield articles with those that they are copies of; equal texts come first."""
    equal: defaultdict[str, list[int]] = defaultdict(list)
    texts = [article.text_digest for article in articles if article.body]
    rows = Article.objects.filter(text_digest__in=texts).exclude(body="").order_by("pk")
    for pk, text in rows.values_list("pk", "text_digest"):
        equal[text].append(pk)
    for article in articles:
        if article.body:
            found = finder.find_stored(article.body)
            alike = dict.fromkeys([*equal[article.text_digest], *found])
            yield article.pk, [pk for pk in alike if pk != article.pk]
