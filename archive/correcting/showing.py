"""Shows what a correction changes, or changed, of some of its articles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.changes import Facts
from archive.correcting.kinds import from_json
from archive.correcting.planning import plan_change
from archive.correcting.subjects import labels_of
from archive.history import Difference, differences
from archive.models import Article, Correction

SHOWN_AT_MOST = 20


@dataclass(frozen=True)
class Example:
    """What becomes of one article."""

    article: Article
    differences: list[Difference]


@dataclass(frozen=True)
class LeftAlone:
    """How many articles are not changed, for what reasons, and the first of them."""

    count: int
    reasons: list[tuple[str, int]]
    named: list[tuple[Article, str]]


def examples(correction: Correction) -> list[Example]:
    """Return the first articles, with what they were and what they become."""
    if correction.is_preview:
        ids = [pk for pk, _ in correction.articles[:SHOWN_AT_MOST]]
        kind = from_json(correction.change)
        plan = plan_change(kind, ids, labels=labels_of(kind, make=False))
        return list(_examples((pk, plan.now[pk], plan.wanted[pk]) for pk in plan.now))
    changes = correction.changes.order_by("id")[:SHOWN_AT_MOST]
    return list(_examples((c.article_id, c.before, c.after or {}) for c in changes))


def left_alone(correction: Correction) -> LeftAlone:
    """Return what a correction is not to change, and what it did not change."""
    reasons = _reasons(correction)
    named = [*correction.left, *correction.preview.get("named", [])]
    articles = Article.objects.in_bulk([pk for pk, _ in named[:SHOWN_AT_MOST]])
    return LeftAlone(
        count=reasons.total(),
        reasons=reasons.most_common(),
        named=[
            (articles[pk], reason)
            for pk, reason in named[:SHOWN_AT_MOST]
            if pk in articles
        ],
    )


def left_count(correction: Correction) -> int:
    """Return how many articles a correction is not to change, or did not change."""
    return _reasons(correction).total()


def new_labels(correction: Correction) -> list[str]:
    """Return the sources and tags that applying a preview would make."""
    if not correction.is_preview:
        return []
    labels = labels_of(from_json(correction.change), make=False)
    pairs = [*labels.sources.values(), *labels.tags.values()]
    return [pair[1] for pair in pairs if pair[0] is None]


def _reasons(correction: Correction) -> Counter[str]:
    reasons = Counter(dict(correction.preview.get("reasons", {})))
    reasons.update(reason for _, reason in correction.left)
    return reasons


def _examples(found: Iterable[tuple[int, Facts, Facts]]) -> Iterator[Example]:
    rows = list(found)
    articles = Article.objects.in_bulk([pk for pk, _, _ in rows])
    for pk, before, after in rows:
        if pk not in articles:
            continue
        old = {name: before[name] for name in after}
        yield Example(articles[pk], list(differences(old, after)))
