"""Keeps copy groups true when the texts of their members change."""

from collections import defaultdict
from collections.abc import Iterable

from archive.models import Article, CopyGroup


def part_copies(groups: Iterable[int | None]) -> list[int]:
    """Part the members of copy groups whose texts are no longer the same.

    The text that most members have keeps the group; a text that only one has leaves
    it. To be used inside a transaction. Returns whose group is another one now, or
    none: the caller announces their change.
    """
    wanted = {group for group in groups if group is not None}
    if not wanted:
        return []
    texts: defaultdict[int, defaultdict[str, list[int]]]
    texts = defaultdict(lambda: defaultdict(list))
    members = Article.objects.filter(copy_group__in=wanted).order_by("id")
    for pk, group, text in members.values_list("id", "copy_group_id", "text_digest"):
        texts[group or 0][text].append(pk)
    parted = []
    for of_one_text in texts.values():
        first, *others = sorted(of_one_text.values(), key=len, reverse=True)
        for alike in others if len(first) > 1 else [first, *others]:
            own = CopyGroup.objects.create() if len(alike) > 1 else None
            Article.objects.filter(pk__in=alike).update(copy_group=own)
            parted += alike
    CopyGroup.objects.filter(pk__in=wanted, articles=None).delete()
    return parted


def rejoin_copies(article: Article, *, former: int) -> list[int]:
    """Group an article again with those that have its text, if there are any.

    former: the group it was in, which is gone. Returns whose group is another one now.
    """
    alike = Article.objects.filter(text_digest=article.text_digest).exclude(body="")
    grouped = alike.filter(copy_group__isnull=False).order_by("id").first()
    loose = alike.filter(copy_group=None)
    joining = list(loose.order_by("id").values_list("pk", flat=True))
    if grouped is None and len(joining) < 2:
        return []
    group = grouped.copy_group if grouped else CopyGroup.objects.create(pk=former)
    Article.objects.filter(pk__in=joining).update(copy_group=group)
    return joining
