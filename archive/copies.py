"""Keeps copy groups true: who joins one, and who leaves when a text changes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from django.db.models import F

from archive.importing.likeness import are_copies, wording_of
from archive.models import Article, CopyGroup, CopyRuling, Correction
from archive.rulings import Rulings

# The members of a group by the digest of their text.
Texts = dict[str, list[int]]


def part_copies(groups: Iterable[int | None]) -> list[int]:
    """Part the members of copy groups whose texts are no longer nearly the same.

    The largest part keeps the group; an article alone leaves it. To be used inside a
    transaction. Returns whose group is another one now, or none: the caller announces
    their change.
    """
    wanted = {group for group in groups if group is not None}
    parted: list[int] = []
    for texts in _texts_of(wanted).values():
        first, *others = sorted(_parts(texts), key=len, reverse=True)
        for alike in others if len(first) > 1 else [first, *others]:
            own = None
            if len(alike) > 1:
                own = CopyGroup.objects.create(decided_at=None)
            Article.objects.filter(pk__in=alike).update(copy_group=own)
            wanted |= {own.pk} if own else set()
            parted += alike
    CopyGroup.objects.filter(pk__in=wanted, articles=None).delete()
    settle(wanted)
    return parted


def group_alike(links: Iterable[tuple[int, Sequence[int]]]) -> list[int]:
    """Group each article with those that it is alike, unless a person parted them.

    Two groups never become one. To be used inside a transaction. Returns whose group
    is another one now.
    """
    links = list(links)
    ids = {pk for own, others in links for pk in (own, *others)}
    groups = Article.objects.filter(pk__in=ids).values("copy_group")
    rows = Article.objects.filter(pk__in=ids) | Article.objects.filter(
        copy_group__in=groups
    )
    group_of = dict(rows.order_by().values_list("pk", "copy_group_id"))
    members: defaultdict[int, set[int]] = defaultdict(set)
    for pk, known in group_of.items():
        if known:
            members[known].add(pk)
    rulings, joined = Rulings(group_of), dict[int, int]()
    for own, others in links:
        for other in others:
            mine, its = group_of[own], group_of[other]
            if mine and its:
                continue
            some, rest = members[mine or 0] or {own}, members[its or 0] or {other}
            if False in rulings.between(some, rest):
                continue
            group = mine or its or CopyGroup.objects.create(decided_at=None).pk
            for pk in (own, other):
                if group_of[pk] != group:
                    group_of[pk] = joined[pk] = group
                    members[group].add(pk)
    for group in set(joined.values()):
        new = [pk for pk in joined if joined[pk] == group]
        Article.objects.filter(pk__in=new).update(copy_group=group)
    settle(joined.values())
    return list(joined)


def rejoin_copies(
    article: Article, *, former: int, alike: Collection[int]
) -> list[int]:
    """Group an article again with those that are like it, if there are any.

    former: the group it was in, which is gone. alike: those that have nearly its
    words. Returns whose group is another one now.
    """
    same = Article.objects.filter(text_digest=article.text_digest).exclude(body="")
    equal = same.order_by("id").values_list("pk", flat=True)
    others = [pk for pk in dict.fromkeys([*equal, *alike]) if pk != article.pk]
    grouped = Article.objects.filter(pk__in=others, copy_group__isnull=False)
    if others and not grouped.exists():
        group = CopyGroup.objects.create(pk=former)
        Article.objects.filter(pk=article.pk).update(copy_group=group)
    return [*group_alike([(article.pk, others)]), article.pk] if others else []


def settle(groups: Iterable[int]) -> None:
    """Note of groups whether somebody must say that their members are copies.

    Nobody must where the texts are the same, or where a person said so.
    """
    open_to_doubt: list[int] = []
    settled: list[int] = []
    for group, texts in _texts_of(set(groups)).items():
        is_settled = len(_parts(texts, by_wording=False)) == 1
        (settled if is_settled else open_to_doubt).append(group)
    all_groups = CopyGroup.objects.all()
    all_groups.filter(pk__in=open_to_doubt).update(decided_at=None)
    undecided = all_groups.filter(pk__in=settled, decided_at=None)
    undecided.update(decided_at=F("created_at"))


def withdraw_ruling(correction: Correction, *, stands: bool) -> None:
    """Make what a correction said of copies stand no longer, or stand again."""
    rulings = CopyRuling.objects.filter(correction=correction)
    rulings.update(stands=stands)
    ruled = Article.objects.filter(rulings__ruling__in=rulings)
    groups = ruled.exclude(copy_group=None).values_list("copy_group", flat=True)
    settle(pk for pk in groups if pk)


def _texts_of(groups: set[int]) -> dict[int, Texts]:
    texts: defaultdict[int, Texts] = defaultdict(lambda: defaultdict(list))
    if groups:
        members = Article.objects.filter(copy_group__in=groups).order_by("id")
        rows = members.values_list("id", "copy_group_id", "text_digest")
        for pk, group, text in rows:
            texts[group or 0][text].append(pk)
    return texts


def _parts(texts: Texts, *, by_wording: bool = True) -> list[list[int]]:
    """Part articles so that those in a part are linked, if over others.

    by_wording: whether texts that have nearly the same words are linked.
    """
    if len(texts) == 1:
        return list(texts.values())
    is_linked = _linking(texts, by_wording=by_wording)
    parts, left = [], list(texts)
    while left:
        part = [left.pop(0)]
        for text in part:
            linked = [other for other in left if is_linked(text, other)]
            part += linked
            left = [other for other in left if other not in linked]
        parts.append(sorted(pk for text in part for pk in texts[text]))
    return parts


def _linking(texts: Texts, *, by_wording: bool) -> Callable[[str, str], bool]:
    """Return what tells whether two texts are linked, by a person's word first."""
    rulings = Rulings(pk for ids in texts.values() for pk in ids)
    firsts = Article.objects.filter(pk__in=[ids[0] for ids in texts.values()])
    bodies = firsts.values_list("text_digest", "body") if by_wording else ()
    wordings = {text: wording_of(body) for text, body in bodies}

    def is_linked(one: str, other: str) -> bool:
        said = rulings.between(texts[one], texts[other])
        if said:
            return True in said
        ours, theirs = wordings.get(one), wordings.get(other)
        return ours is not None and theirs is not None and are_copies(ours, theirs)

    return is_linked
