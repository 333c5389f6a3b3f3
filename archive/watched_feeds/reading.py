"""Reads watched feeds and hands their new articles in for import."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.fetching import CannotFetch, Fetched, Gone, fetch
from archive.importing.drafts import Labels
from archive.importing.identity import record_key
from archive.importing.pipeline import options_of
from archive.importing.records import CannotRead
from archive.locally import grouped
from archive.models import Import, ImportedFile, WatchedFeed
from archive.piles import uploads
from archive.watched_feeds.contents import Line, lines_of, read_contents

FILE = "articles.jsonl"
NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def read_feed(feed: WatchedFeed) -> Import | None:
    """Read a feed and note how it went; return the import of what is new in it."""
    run, failed = None, False
    try:
        fetched = fetch(feed.address, etag=feed.etag, modified=feed.modified)
        run, outcome = _take(feed, fetched)
    except Gone as error:
        outcome, failed = _("Paused: {why}.").format(why=error), True
        feed.is_active = False
    except (CannotFetch, CannotRead, OSError) as error:
        outcome, failed = cannot_be_read(error), True
    feed.outcome, feed.has_failed = outcome[:300], failed
    feed.last_read_at = timezone.now()
    feed.last_import = run or feed.last_import
    # Somebody may have removed it meanwhile, which must not bring it back.
    noted = WatchedFeed.objects.filter(pk=feed.pk)
    names = ("outcome", "has_failed", "last_read_at", "last_import", "etag", "modified")
    noted.update(**{name: getattr(feed, name) for name in names})
    if not feed.is_active:
        noted.update(is_active=False)
    return run


def cannot_be_read(error: Exception) -> str:
    """Return why a feed gives nothing, in a sentence."""
    return _("It could not be read: {why}.").format(why=error)


def _take(feed: WatchedFeed, fetched: Fetched | None) -> tuple[Import | None, str]:
    """Hand in what is new, and say what there was."""
    if fetched is None:
        return None, _("Nothing new.")
    contents = read_contents(fetched.data)
    root = root_of(feed)
    lines = lines_of(contents.records, source=feed.source)
    new = new_lines(lines, root=root)
    run = hand_in(feed, new, root=root) if new else None
    # Not before all of it is safe: the server must not call it unchanged.
    feed.etag, feed.modified = fetched.etag[:500], fetched.modified[:100]
    said = _told(len(new)) if new else _("Nothing new.")
    if contents.unreadable:
        said = f"{said} {_and_unread(contents.unreadable)}"
    return run, said


def _told(count: int) -> str:
    told = ngettext(
        "{n} new or changed article.", "{n} new or changed articles.", count
    )
    return told.format(n=grouped(count))


def _and_unread(reasons: Sequence[str]) -> str:
    told = ngettext(
        "{n} more could not be read: {first}.",
        "{n} more could not be read: {first}.",
        len(reasons),
    )
    return told.format(n=grouped(len(reasons)), first=reasons[0])


def root_of(feed: WatchedFeed) -> str:
    """Return what a feed's articles are known under: the same if it is added again."""
    digest = hashlib.sha256(feed.address.encode()).hexdigest()[:8]
    host = NOT_IN_NAMES.sub("_", urlsplit(feed.address).hostname or "")[:80]
    return f"feed {host} {digest}"


def new_lines(lines: Sequence[Line], *, root: str) -> list[bytes]:
    """Return the lines that no import saw as they are now, undone ones included."""
    files = ImportedFile.objects.filter(root=root).order_by("id")
    digests = [hashlib.sha256(line.data).hexdigest() for line in lines]
    keys = [
        record_key(root, path=FILE, place=0, carried_id=line.carried_id)
        for line in lines
    ]
    last = dict(files.filter(key__in=keys).values_list("key", "sha256"))
    alike = files.filter(sha256__in=digests)
    seen = set(alike.values_list("sha256", flat=True))
    refused = set(alike.failed().values_list("sha256", flat=True))
    known = [
        digest in (refused if line.carried_id else seen) or last.get(key) == digest
        for line, key, digest in zip(lines, keys, digests, strict=True)
    ]
    return [
        line.data for line, is_known in zip(lines, known, strict=True) if not is_known
    ]


def hand_in(feed: WatchedFeed, lines: Sequence[bytes], *, root: str) -> Import:
    """Have lines imported: by the server, or by the command that read them."""
    labels = Labels(tuple(feed.tags))
    with transaction.atomic():
        run = Import.objects.create(
            paths=[feed.address],
            options=options_of(labels, ""),
            started_by_id=feed.added_by_id,
            state=Import.State.WAITING,
            is_queued=True,
        )
        file = uploads.folder_of(run) / root / FILE
        file.parent.mkdir(parents=True)
        file.write_bytes(b"\n".join(lines))
    return run
