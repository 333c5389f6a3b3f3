"""Reads the advanced form, and fills it in from a query."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from search.advanced.fields import (
    NameField,
    NumberField,
    PublishedField,
    WordsField,
)
from search.advanced.wishes import (
    MOST_WORDS,
    Wishes,
    query_text,
    wishes_of,
)
from search.asking.address import Address
from search.asking.fields import QueryTextField
from search.asking.forms import SearchForm
from search.language.limits import MAX_NUMBER
from search.language.operators import USUAL_DISTANCE
from search.language.query import Query
from search.language.tree import LabelField, Nothing, TextField
from search.language.writing import write
from search.results.chips import make_chips

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

NAME_IN_ADDRESS = {"first": "from", "last": "to"}
PARTS = {
    "headline": TextField.HEADLINE,
    "lead": TextField.LEAD,
    "by": TextField.BYLINE,
}
LABELS = {
    "source": LabelField.SOURCE,
    "credit": LabelField.CREDIT,
    "section": LabelField.SECTION,
    "tag": LabelField.TAG,
    "language": LabelField.LANGUAGE,
}
GROUPS = (
    (_("Words"), ("words", "any_of", "none_of", "phrase")),
    (_("Near each other"), ("near", "near_to", "distance", "in_order")),
    (_("In one part of the article"), ("headline", "lead", "by")),
    (_("About the article"), tuple(LABELS)),
    (_("Date and length"), ("first", "last", "at_least", "at_most")),
    (_("Anything else"), ("also",)),
)
T = TypeVar("T", datetime.date | None, int | None)
NO_LENGTH = _("The length is a whole number of words, such as 500.")
# What no longer holds of a query that is written anew.
NOT_KEPT = ("q", "dialect")


class AdvancedForm(forms.Form):
    """A query, piece by piece; `kept` holds the filters of the results page."""

    words = WordsField(label=_("All of these words"), required=False)
    any_of = WordsField(label=_("Any of these words"), required=False)
    none_of = WordsField(label=_("None of these words"), required=False)
    phrase = WordsField(label=_("Exactly this phrase"), required=False)
    near = WordsField(label=_("One word"), required=False)
    near_to = WordsField(label=_("Another word"), required=False)
    distance = NumberField(
        label=_("At most so many words apart"),
        wrong=_("The distance is a whole number of words, such as 5."),
        least=1,
        most=MAX_NUMBER - 1,
    )
    in_order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("in any order")), ("1", _("in this order"))],
    )
    headline = WordsField(label=_("Headline"), required=False)
    lead = WordsField(label=_("First paragraph"), required=False)
    by = WordsField(label=_("Byline"), required=False)
    source = NameField(label=_("Source"), required=False)
    credit = NameField(label=_("Based on reports of"), required=False)
    section = NameField(label=_("Section"), required=False)
    tag = NameField(label=_("Tag"), required=False)
    language = NameField(label=_("Language"), required=False)
    first = PublishedField(label=_("Published from"), is_last=False)
    last = PublishedField(label=_("Published until"), is_last=True)
    at_least = NumberField(
        label=_("At least so many words"), wrong=NO_LENGTH, least=0, most=MOST_WORDS
    )
    at_most = NumberField(
        label=_("At most so many words"), wrong=NO_LENGTH, least=0, most=MOST_WORDS
    )
    also = QueryTextField(label=_("And also, as a query"), required=False)
    kept = QueryTextField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)
        # Where the skip link and the key "/" lead.
        self.fields["words"].widget.attrs["id"] = "q"
        for name in LABELS:
            self.fields[name].widget.attrs["list"] = f"{name}-names"
        for name in self.errors:
            # A browser empties fields of other types that hold what it cannot read.
            self.fields[name].widget.input_type = "text"

    def add_prefix(self, field_name: str) -> str:
        """Name fields as addresses do, where Python reserves the word."""
        return NAME_IN_ADDRESS.get(field_name, field_name)

    @staticmethod
    def is_sent(data: QueryDict) -> bool:
        """Whether an address holds the fields of a form, not a query to show in it."""
        return "words" in data

    def clean(self) -> dict[str, Any]:
        """Check what only several fields tell."""
        asked = self.cleaned_data
        one_side = bool(asked.get("near")) != bool(asked.get("near_to"))
        if one_side and not {"near", "near_to"} & set(self.errors):
            empty = "near_to" if asked.get("near") else "near"
            self.add_error(empty, _("Two words are near each other: write both."))
        if isinstance(self.rest.tree, Nothing) and self.rest.notes:
            self.add_error("also", self.rest.notes[0].message)
        return asked

    @property
    def rest(self) -> Query:
        """What is asked for beside the fields."""
        return _asked(q=self.cleaned_data.get("also", "")).query

    @property
    def wishes(self) -> Wishes:
        """What the fields ask for."""
        asked = self.cleaned_data
        return Wishes(
            words=asked["words"],
            any_of=asked["any_of"],
            none_of=asked["none_of"],
            phrase=asked["phrase"],
            near=(asked["near"], asked["near_to"]),
            distance=asked["distance"] or USUAL_DISTANCE,
            in_order=bool(asked["in_order"]),
            parts={place: asked[name] for name, place in PARTS.items() if asked[name]},
            labels={
                label: asked[name] for name, label in LABELS.items() if asked[name]
            },
            days=_ordered((asked["first"], asked["last"])),
            length=_ordered((asked["at_least"], asked["at_most"])),
            rest=self.rest.tree,
        )

    @property
    def results(self) -> Address:
        """The address of what the form asks for."""
        query = query_text(self.wishes)
        kept = SearchForm(QueryDict(self.cleaned_data["kept"])).address
        asked = [("q", query)] if query else []
        return Address((*asked, *kept.without(*NOT_KEPT).pairs))

    @property
    def filters(self) -> str:
        """The filters of the results page, which stay in force."""
        kept = SearchForm(QueryDict(self["kept"].value() or ""))
        return "; ".join(chip.text for chip in make_chips(kept))

    @property
    def groups(self) -> tuple[tuple[_StrOrPromise, list[BoundField]], ...]:
        """The fields as the page shows them, under a heading each."""
        return tuple((title, [self[name] for name in names]) for title, names in GROUPS)


def fill_in(asked: SearchForm) -> AdvancedForm:
    """Return the form filled in with a query; nothing of it is lost."""
    query = asked.query
    wishes = wishes_of(query.tree)
    also = query.text if isinstance(query.tree, Nothing) else write(wishes.rest)
    initial = {
        "words": wishes.words,
        "any_of": wishes.any_of,
        "none_of": wishes.none_of,
        "phrase": wishes.phrase,
        "near": wishes.near[0],
        "near_to": wishes.near[1],
        "distance": wishes.distance,
        "in_order": "1" if wishes.in_order else "",
        **{name: wishes.parts.get(place, "") for name, place in PARTS.items()},
        **{name: wishes.labels.get(label, "") for name, label in LABELS.items()},
        "first": wishes.days[0],
        "last": wishes.days[1],
        "at_least": wishes.length[0],
        "at_most": wishes.length[1],
        "also": also,
        "kept": asked.address.without(*NOT_KEPT).query,
    }
    return AdvancedForm(initial=initial)


def _asked(**parameters: str) -> SearchForm:
    return SearchForm(QueryDict(urlencode(parameters)))


def _ordered(ends: tuple[T, T]) -> tuple[T, T]:
    """Put two ends the right way round; either may be open."""
    low, high = ends
    return ends if low is None or high is None or low <= high else (high, low)
