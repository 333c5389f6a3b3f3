"""Reads which hits an editor chose, and what is to be corrected of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.correcting.forms import HIT_FORMS, CorrectionForm, DateFromTextForm
from archive.correcting.kind import Kind
from archive.correcting.suggestions import Suggestion, suggest
from archive.exporting.formats import FORMATS, Format
from archive.models import Article
from search.asking.forms import SearchForm
from search.engine import Engine

CORRECT = "archive.change_article"
EXPORT = "export"  # beside the slugs of what is corrected
# Numbers of articles in one field: those of many pages are not as many fields.
NUMBER = re.compile(r"\b[0-9]{1,13}\b")
MOST_TICKED = 20_000
# Beside the box and the filters, whose fields have the same names.
OPTIONS: dict[str, Any] = {
    "auto_id": "correct-%s",
    "label_suffix": "",
    "use_required_attribute": False,
}
NOTHING_TICKED = _("Tick an article first, or choose all that were found.")
NOTHING_ASKED = _("Say what to do with them: open one of the ways and fill it in.")
NO_DATE_LINE = _("None of these texts begins with a line that holds a date.")


@dataclass(frozen=True)
class Selection:
    """Some hits of a search: those ticked, those of the page shown, or all."""

    scope: str = "ticked"
    ticked: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    with_copies: bool = True

    def ids(self, form: SearchForm, engine: Engine) -> Sequence[int]:
        """Return the articles, with the copies folded into them or without."""
        request = form.to_request()
        if self.scope == "all":
            folds = request.fold_copies and not self.with_copies
            return engine.ids(replace(request, fold_copies=folds))
        found = engine.finds(
            request, self.shown if self.scope == "page" else self.ticked
        )
        if request.fold_copies and self.with_copies:
            found |= engine.finds(request, _copies_of(found))
        return sorted(found)

    def lost_count(self, ids: Collection[int]) -> int:
        """Count those ticked that are not among the articles it came to."""
        return len(self.ticked.difference(ids)) if self.scope == "ticked" else 0


@dataclass(frozen=True)
class Bar:
    """What stands above hits that can be ticked: which of them, and what to do.

    forms: none for those who may correct nothing.
    """

    forms: tuple[CorrectionForm, ...]
    selection: Selection
    open_slug: str = ""
    suggestions: Sequence[Suggestion] = ()
    problem: str = ""
    formats: tuple[Format, ...] = FORMATS


@dataclass(frozen=True)
class Wish:
    """What an editor wants of some hits.

    lost_count: those ticked that the search no longer finds.
    """

    kind: Kind
    ids: Sequence[int]
    lost_count: int = 0


def make_bar(user: User | AnonymousUser, data: QueryDict | None = None) -> Bar:
    """Return a bar for what this person may do, filled in as sent if it was."""
    ways = HIT_FORMS if user.has_perm(CORRECT) else ()
    forms = tuple(_unasked(way, data or QueryDict()) for way in ways)
    return Bar(forms, read_selection(data) if data else Selection())


def read_bar(data: QueryDict, form: SearchForm, engine: Engine) -> Wish | Bar:
    """Return what is asked for, or the bar again with what it lacks."""
    selection, asked = read_selection(data), _read_asked(data)
    forms = tuple(
        one(data, **OPTIONS) if one is asked else _unasked(one, data)
        for one in HIT_FORMS
    )
    bar = Bar(forms, selection, open_slug=asked.slug if asked else "")
    ids = selection.ids(form, engine)
    if not ids:
        return replace(bar, problem=str(NOTHING_TICKED))
    if asked is None:
        return replace(bar, problem=str(NOTHING_ASKED))
    if asked is DateFromTextForm and not data.get("patterns", "").strip():
        return _suggesting(bar, ids)
    filled = next(one for one in forms if one.is_bound)
    if not filled.is_valid():
        return bar
    return Wish(filled.kind(), ids, lost_count=selection.lost_count(ids))


def _unasked(form: type[CorrectionForm], data: QueryDict) -> CorrectionForm:
    """Return a form that was not sent; what was typed into it stays."""
    typed = {name: data[name] for name in form.base_fields if name in data}
    return form(initial=typed, **OPTIONS)


def _read_asked(data: QueryDict) -> type[CorrectionForm] | None:
    """Return the form whose button was pressed, or else the one that was filled in."""
    if slug := data.get("kind"):
        return next((form for form in HIT_FORMS if form.slug == slug), None)
    filled = [form for form in HIT_FORMS if any(map(data.get, form.base_fields))]
    return filled[0] if len(filled) == 1 else None


def read_selection(data: QueryDict) -> Selection:
    """Return which hits were chosen."""
    return Selection(
        scope=data.get("scope", "ticked"),
        ticked=_numbers([*data.getlist("hit"), data.get("elsewhere", "")]),
        shown=_numbers([data.get("shown", "")]),
        with_copies="copies" in data,
    )


def _numbers(texts: Iterable[str]) -> frozenset[int]:
    found = [int(number) for text in texts for number in NUMBER.findall(text)]
    return frozenset(found[:MOST_TICKED])


def _copies_of(ids: Collection[int]) -> list[int]:
    articles = Article.objects.live()
    groups = articles.filter(pk__in=ids).exclude(copy_group=None).values("copy_group")
    return list(articles.filter(copy_group__in=groups).values_list("pk", flat=True))


def _suggesting(bar: Bar, ids: Sequence[int]) -> Bar:
    """Write into the bar the patterns that would read dates from the texts."""
    found = suggest(ids)
    data = QueryDict(mutable=True)
    data["patterns"] = "\n".join(one.pattern for one in found)
    forms = tuple(
        _unasked(DateFromTextForm, data) if isinstance(one, DateFromTextForm) else one
        for one in bar.forms
    )
    problem = "" if found else str(NO_DATE_LINE)
    return replace(bar, forms=forms, suggestions=found, problem=problem)
