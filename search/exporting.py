"""Puts together the articles of a result set and the record of how they were found."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.exporting.pack import Pack
from archive.exporting.record import SearchRecord
from search import outbox
from search.asking.forms import SearchForm
from search.asking.options import ORDERS
from search.engine import Engine
from search.language.dialects import BY_NAME, OURS
from search.language.readback import read_back
from search.request import SearchRequest, everything
from search.results.chips import make_chips
from search.results.parts import count_parts, take_apart
from search.selecting import Selection

LONGEST_NAME = 40


def find_pack(form: SearchForm, engine: Engine) -> Pack:
    """Return all that a request finds, in its order.

    Raises IndexUnusable when there is no index that can be read.
    """
    request = replace(form.to_request(), fold_copies=form.leaves_copies_out)
    return Pack(find_record(form, engine), engine.ids(request))


def find_chosen(form: SearchForm, engine: Engine, selection: Selection) -> Pack:
    """Return those that a person chose of all that a request finds, in its order.

    Raises IndexUnusable.
    """
    chosen = frozenset(selection.ids(form, engine))
    found = engine.ids(replace(form.to_request(), fold_copies=False))
    ids = [pk for pk in found if pk in chosen]
    return Pack(replace(find_record(form, engine), chosen=len(ids)), ids)


def find_record(form: SearchForm, engine: Engine) -> SearchRecord:
    """Return what a request asks and finds; raises IndexUnusable."""
    results = engine.search(_bare(form.to_request()))
    left_out = results.folded if form.leaves_copies_out else 0
    notes = (*form.query.notes, *results.notes)
    return SearchRecord(
        query=form.query.text,
        reading=_reading(form),
        run_at=timezone.now(),
        article_count=results.total - left_out,
        undated=results.undated,
        archive_count=engine.count(everything()),
        filters=tuple(chip.text for chip in make_chips(form)),
        order=str(ORDERS[form.order]),
        parts=_parts(form, engine),
        copies=results.folded,
        copies_are_folded=form.leaves_copies_out,
        waiting=outbox.pending_count(),
        notes=(*form.notes, *(note.message for note in notes)),
        address=f"{settings.PUBLIC_URL}{form.address}",
    )


def file_name(pack: Pack, suffix: str) -> str:
    """Return what a file of these articles is called: ASCII, no sign to be escaped."""
    asked = slugify(pack.record.query)[:LONGEST_NAME].strip("-") or "articles"
    day = timezone.localtime(pack.record.run_at).date()
    return f"{asked}-{day.isoformat()}.{suffix}"


def _bare(request: SearchRequest) -> SearchRequest:
    """Return a request for totals alone."""
    return replace(
        request,
        page=1,
        page_size=1,
        fold_copies=True,
        facets=(),
        histogram=False,
        marks=False,
    )


def _reading(form: SearchForm) -> str:
    said = read_back(form.query)
    dialect = form.query.dialect
    if dialect == OURS.name:
        return said
    told = _("{reading} (as {language})")
    return told.format(reading=said, language=BY_NAME[dialect].title)


def _parts(form: SearchForm, engine: Engine) -> tuple[tuple[str, int], ...]:
    """Return what each part of a query of several finds by itself."""
    words = [part.words for part in take_apart(form)]
    if len(words) < 2:
        return ()
    return tuple(zip(words, count_parts(form, engine), strict=True))
