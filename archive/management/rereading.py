"""Reads originals again for a command, and says what that changes."""

from django.core.management import BaseCommand

from archive.correcting.applying import go_on
from archive.correcting.rereading import preview_rereading
from archive.correcting.showing import (
    by_fact,
    examples,
    kept,
    kept_count,
    left_alone,
    new_labels,
)
from archive.locally import counted
from archive.management.english import in_english
from archive.management.indexing import update_index
from archive.models import Correction


def reread_originals(command: BaseCommand, *, dry_run: bool, verbosity: int) -> None:
    """Give articles what today's rules read in their originals, or say what that is."""
    correction = preview_rereading(by=None, dry_run=dry_run)
    with in_english():
        for line in _told(correction):
            command.stdout.write(line)
        count = counted(correction.article_count, "article")
    if dry_run:
        correction.delete()
        command.stdout.write(f"{count} would be changed")
        return
    if not correction.article_count:
        correction.delete()
        command.stdout.write("no article is changed")
        return
    go_on(correction)
    with in_english():
        command.stdout.write(
            f"{correction}: {counted(correction.done_count, 'article')} changed. "
            f"To take it back: manage.py undo_correction {correction.pk}"
        )
    update_index(command, verbosity=verbosity, done="the articles are read again")


def _told(correction: Correction) -> list[str]:
    """Say how the first articles change, what stays, and how many there are of each."""
    lines = [
        f"  article {example.article.pk}: {difference}"
        for example in examples(correction)
        for difference in example.differences
    ]
    if more := correction.article_count - len(examples(correction)):
        lines.append(f"  and {counted(more, 'more article')}")
    lines += [f"{name}: {counted(n, 'article')}" for name, n in by_fact(correction)]
    if names := new_labels(correction):
        lines.append(f"new names: {', '.join(names)}")
    if count := kept_count(correction):
        lines.append(f"{counted(count, 'article')} with edits by hand, which stay:")
    lines += [
        f"  article {example.article.pk} would become: {difference}"
        for example in kept(correction)
        for difference in example.differences
    ]
    alone = left_alone(correction)
    for reason, count in alone.reasons:
        lines.append(f"{counted(count, 'article')} left alone: {reason}")
    return lines
