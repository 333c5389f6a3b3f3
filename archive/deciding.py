"""Keeps what a person says of articles that may be copies of one another."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.changes import record_change
from archive.copies import settle
from archive.correcting.applying import apply
from archive.correcting.copies import JoinCopies, LeaveCopies
from archive.models import Article, CopyGroup, Correction
from archive.rulings import rule

# The side of a ruling on which those stand that are copies; others have their own.
TOGETHER = 0


class CannotJoin(Exception):
    """Two articles cannot be made copies of one another; says why."""


def keep_copies(group: CopyGroup, *, by: AbstractBaseUser) -> None:
    """Leave a group as it is; the history of each of its articles says so."""
    with transaction.atomic():
        record_change(group.articles.all(), by=by, why=_("kept as copies"))
        group.decided_at = timezone.now()
        group.save(update_fields=["decided_at"])
        rule(dict.fromkeys(_ids(group), TOGETHER))


def part_group(group: CopyGroup, *, by: AbstractBaseUser) -> Correction:
    """Make each article of a group one by itself; undone, the group is as it was.

    No import joins again what was parted.
    """
    with transaction.atomic():
        ids = _ids(group)
        correction = apply(LeaveCopies(), ids, by=by)
        rule({pk: pk for pk in ids}, correction=correction)
    return correction


def take_out(article: Article, *, by: AbstractBaseUser) -> Correction | None:
    """Take an article out of its group, where the others stay copies."""
    with transaction.atomic():
        # Asked with the lock held: somebody may have been quicker.
        group = CopyGroup.objects.filter(articles=article).first()
        if group is None:
            return None
        others = [pk for pk in _ids(group) if pk != article.pk]
        if len(others) < 2:
            return part_group(group, by=by)
        correction = apply(LeaveCopies(), [article.pk], by=by)
        sides = dict.fromkeys(others, TOGETHER) | {article.pk: article.pk}
        rule(sides, correction=correction)
        settle([group.pk])
    return correction


def join(article: Article, other: Article, *, by: AbstractBaseUser) -> Correction:
    """Make two articles copies, with those that are copies of them; CannotJoin."""
    with transaction.atomic():
        ours, theirs = (
            CopyGroup.objects.filter(articles=each).first() for each in (article, other)
        )
        if article.pk == other.pk:
            raise CannotJoin(_("That is this article itself."))
        if ours is not None and ours == theirs:
            raise CannotJoin(_("These two are copies of one another already."))
        group = theirs or ours or CopyGroup.objects.create()
        ids = {article.pk, other.pk, *(_ids(ours) if ours else ())}
        correction = apply(JoinCopies(group.pk), sorted(ids), by=by)
        rule(dict.fromkeys(_ids(group), TOGETHER), correction=correction)
        settle([group.pk])
    return correction


def _ids(group: CopyGroup) -> list[int]:
    return list(group.articles.order_by("pk").values_list("pk", flat=True))
