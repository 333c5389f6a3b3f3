"""Shows what a correction changes, or changed, of some of its articles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin.utils import label_for_field

from archive.changes import Facts, facts
from archive.correcting.kinds import from_json
from archive.correcting.planning import plan_change
from archive.history import UNTOLD, Difference, differences
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
        plan = plan_change(kind, ids, make=False)
        return list(_examples((pk, plan.now[pk], plan.wanted[pk]) for pk in plan.now))
    changes = correction.changes.order_by("id")[:SHOWN_AT_MOST]
    return list(_examples((c.article_id, c.before, c.after or {}) for c in changes))


def by_fact(correction: Correction) -> list[tuple[str, int]]:
    """Return the number of articles of which each fact is changed."""
    counts = correction.preview.get("facts", {})
    told = [name for name in counts if name not in UNTOLD]
    return [(str(label_for_field(name, Article)), counts[name]) for name in told]


def kept(correction: Correction) -> list[Example]:
    """Return the first articles whose edits stay, with what they would become."""
    wanted = dict(correction.preview.get("kept", [])[:SHOWN_AT_MOST])
    articles = Article.objects.with_labels().in_bulk(wanted)
    now = {pk: facts(article) for pk, article in articles.items()}
    return list(_examples((pk, now[pk], wanted[pk]) for pk in now))


def kept_count(correction: Correction) -> int:
    """Return of how many articles an edit stays that would have been changed."""
    return len(correction.preview.get("kept", []))


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
    return correction.preview.get("new", []) if correction.is_preview else []


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
