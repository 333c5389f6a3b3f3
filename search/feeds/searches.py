"""Makes the feed of a search."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from archive.paging import Paging, read_page_number
from archive.text import for_xml
from archive.wording import opening
from search.engine import Engine
from search.feeds.feed import ENTRIES, Feed, make_entry
from search.request import Order
from search.results.chips import make_chips
from search.results.hits import ShownHit, load_hits
from search.saving.searches import default_name, form_of


@dataclass(frozen=True)
class Followed:
    """A search by its parameters, with a name and an address of its feed if it has any.

    Without an address, its feed stands where any search has one.
    """

    parameters: str
    name: str = ""
    address: str = ""


def feed_of(
    followed: Followed, engine: Engine, *, suffix: str, page: str | None
) -> Feed:
    """Return a page of the feed of a search.

    It begins with what was added last, unless an address asks for another order: an
    article that is imported years after its day is news to whoever reads the feed, and
    by its day might never be among the first.
    """
    form = form_of(followed.parameters)
    chosen = "" if followed.name else str(form.cleaned_data.get("sort") or "")
    number = read_page_number(page)
    request = replace(
        form.to_request(),
        newer_than=0,
        page=number,
        page_size=ENTRIES,
        order=Order(chosen or Order.ADDED),
        fold_copies=False,
        facets=(),
        histogram=False,
    )
    results = engine.search(request)
    notes = [*form.notes, *(note.message for note in form.query.notes)]
    name = default_name(form, make_chips(form))
    return Feed(
        title=for_xml(followed.name or f"{name} · {_('News Archive')}"),
        page=str(form.address),
        address=followed.address or form.address.feed_in(suffix, sort=chosen),
        paging=Paging(number, ENTRIES, results.shown_total),
        entries=tuple(
            make_entry(hit.article, _text_of(hit))
            for hit in load_hits(results, form.address)
        ),
        said=for_xml(" ".join(notes)),
    )


def _text_of(hit: ShownHit) -> str:
    return " … ".join(snippet.text for snippet in hit.snippets) or opening(hit.article)
