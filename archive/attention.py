"""Tells what in the archive needs an editor's attention, and where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from archive.models import Article, CopyGroup, ImportedFile, Original

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

# What is shorter is a flash, or has lost its text.
FEWEST_WORDS = 20


@dataclass(frozen=True)
class Lack:
    """Something that articles lack.

    name: as it stands within a line. query: the query text that finds them.
    condition: the same for the database. fixed_at: the page of the admin that mends
    the whole list.
    """

    slug: str
    name: _StrOrPromise
    meaning: _StrOrPromise
    query: str
    condition: Callable[[], Q]
    fix: _StrOrPromise
    fixed_at: str = "admin:archive_article_correct"


@dataclass(frozen=True)
class Trouble:
    """One kind of what needs attention: how much there is, its list and its fix."""

    name: _StrOrPromise
    count: int
    meaning: _StrOrPromise
    address: str
    fix: _StrOrPromise
    fixed_at: str
    selected_at: str = ""  # its list with tick boxes, where it is a search


@dataclass(frozen=True)
class Counts:
    """How many articles queries find, and how many wait to be looked at."""

    found: Mapping[str, int]
    waiting: int


@dataclass(frozen=True)
class Attention:
    """All kinds of what needs attention, settled ones too."""

    troubles: tuple[Trouble, ...]
    waiting: int

    @property
    def unsettled(self) -> tuple[Trouble, ...]:
        """The kinds of which there are any."""
        return tuple(trouble for trouble in self.troubles if trouble.count)


@dataclass(frozen=True)
class TrailerLine:
    """A last line that no rule took, how many articles end with it, and where."""

    line: str
    count: int
    address: str
    fixed_at: str


LACKS = (
    Lack(
        "undated",
        _("undated"),
        _("Nothing says on which day they were published."),
        "is:undated",
        lambda: Q(published_on=None),
        _("set or read their dates"),
    ),
    Lack(
        "unsourced",
        _("no source or credit"),
        _("Nothing says who published them, or whose reports they rest on."),
        "is:unsourced",
        lambda: Q(source=None, credits=None),
        _("set their source or credits"),
    ),
    Lack(
        "derived",
        _("derived headline"),
        _(
            "The headline was made from the first sentence; citations put it in "
            "brackets."
        ),
        "is:derived",
        lambda: Q(headline_is_derived=True),
        _("accept or edit the headlines"),
        "admin:archive_article_headlines",
    ),
    Lack(
        "future",
        _("date in the future"),
        _("They say that they were published after today."),
        "after:today",
        lambda: Q(published_on__gt=timezone.localdate()),
        _("set, read or clear their dates"),
    ),
    Lack(
        "short",
        _("very short text"),
        format_lazy(
            _("Fewer than {count} words: a flash, or a text that lost the rest."),
            count=FEWEST_WORDS,
        ),
        f"words:<{FEWEST_WORDS}",
        lambda: Q(word_count__lt=FEWEST_WORDS),
        _("hide or trash them"),
    ),
)


def gather() -> Attention:
    """Count what needs attention; the number of queries does not grow."""
    counts: Counts = import_string(settings.SEARCH_COUNTER)(
        [lack.query for lack in LACKS]
    )
    lacks = (_of_articles(lack, counts.found) for lack in LACKS)
    return Attention((*lacks, *_of_others()), counts.waiting)


def count_lacks(queries: Sequence[str]) -> Mapping[str, int]:
    """Count by the database what queries of LACKS find: right, but slow."""
    live = Article.objects.live()
    return {
        lack.query: live.filter(lack.condition()).count()
        for lack in LACKS
        if lack.query in queries
    }


def trailer_lines() -> tuple[TrailerLine, ...]:
    """Return the last lines that no rule took, the commonest first."""
    left = Article.objects.live().with_trailer_left().order_by()
    lines = left.values_list("trailer_left").annotate(count=Count("pk"))
    listed = reverse("admin:archive_article_changelist")
    rule = reverse("admin:archive_rule_add")
    return tuple(
        TrailerLine(
            line,
            count,
            f"{listed}?{urlencode({'state__exact': 'live', 'trailer_left': line})}",
            f"{rule}?{urlencode({'place': 'trailer', 'pattern': line})}",
        )
        for line, count in lines.order_by("-count", "trailer_left")
    )


def _of_others() -> Iterator[Trouble]:
    """Yield what no search can list."""
    failed = reverse("admin:archive_importedfile_changelist") + "?unmended=1"
    newer = reverse("attention-newer")
    copies, trailers = reverse("attention-copies"), reverse("attention-trailers")
    yield Trouble(
        _("failed files"),
        ImportedFile.objects.unmended().count(),
        _("They could not be read, and no later import has read them."),
        failed,
        _("see why, mend and import them again"),
        failed,
    )
    yield Trouble(
        _("newer texts"),
        Original.objects.waiting().values("article").distinct().count(),
        _("Files of articles that were edited by hand say something new."),
        newer,
        _("keep yours or take them"),
        newer,
    )
    yield Trouble(
        _("undecided copies"),
        CopyGroup.objects.undecided().count(),
        _("Nearly the same words, and nobody has said whether they are copies."),
        copies,
        _("decide, group by group"),
        copies,
    )
    yield Trouble(
        _("trailers no rule took"),
        Article.objects.live().with_trailer_left().count(),
        _("The last line looks as if it named a source, and stands in the text."),
        trailers,
        _("make rules of them"),
        trailers,
    )


def _of_articles(lack: Lack, found: Mapping[str, int]) -> Trouble:
    """Return a lack with its count; the search lists it, the admin mends it."""
    chosen = urlencode({"state__exact": "live", "attention": lack.slug})
    listed = f"{reverse('search')}?{urlencode({'q': lack.query})}"
    return Trouble(
        lack.name,
        found[lack.query],
        lack.meaning,
        listed,
        lack.fix,
        f"{reverse(lack.fixed_at)}?{chosen}",
        f"{listed}&select=1",
    )
