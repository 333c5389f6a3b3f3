"""Keeps searches by name, and tells what is new in each since it was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import Max
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from archive.models import Article
from search.asking.address import Address
from search.asking.asked import names_of
from search.asking.forms import SearchForm
from search.engine import Engine
from search.language.query import Query
from search.language.readback import read_back
from search.language.tree import Everything
from search.models import PendingChange, SavedSearch
from search.models.saved import LONGEST_NAME
from search.request import SearchRequest
from search.results.chips import Chip, make_chips

MOST_SEARCHES = 500
# Django leads to no address of more than 16,384 characters.
LONGEST_PARAMETERS = 16_000


@dataclass(frozen=True)
class Saving:
    """A search that can be saved, or is."""

    name: str
    parameters: str
    feed: str
    saved: SavedSearch | None


@dataclass(frozen=True)
class ListedSearch:
    """A saved search with the number of articles that are new; None if unknown."""

    saved: SavedSearch
    new_count: int | None


class SaveForm(forms.ModelForm):  # type: ignore[type-arg]  # no generics at run time
    """The name of a search to keep; `parameters` are those of its results page."""

    class Meta:
        model = SavedSearch
        fields = ["name"]
        error_messages = {
            "name": {
                "max_length": gettext_lazy(
                    "A name may have %(limit_value)d characters; "
                    "this has %(show_value)d."
                ),
                "required": gettext_lazy("A saved search needs a name."),
            }
        }

    def __init__(self, data: QueryDict, *, instance: SavedSearch) -> None:
        super().__init__(data, instance=instance)

    def clean_name(self) -> str:
        """Refuse a name that its owner has given already."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = SavedSearch.objects.filter(owner_id=self.instance.owner_id)
        if others.filter(name=name).exclude(pk=self.instance.pk).exists():
            problem = gettext(
                "You have a saved search called “{name}” already: give another name."
            )
            raise forms.ValidationError(problem.format(name=name))
        if self.instance.pk is None and others.count() >= MOST_SEARCHES:
            problem = gettext(
                "You have {n} saved searches, the most there can be: delete one first."
            )
            raise forms.ValidationError(problem.format(n=MOST_SEARCHES))
        return name

    def clean(self) -> dict[str, Any]:
        """Refuse a search that is too long to keep."""
        if len(self.instance.parameters) > LONGEST_PARAMETERS:
            problem = gettext("This search is too long to be saved.")
            raise forms.ValidationError(problem)
        return self.cleaned_data


def default_name(form: SearchForm, chips: Sequence[Chip]) -> str:
    """Return a search in words: how its query is read, and its filters."""
    said = [read_back(form.query)] if form.query.text.strip() else []
    name = " · ".join([*said, *(chip.text for chip in chips)])
    cut = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return cut or gettext("All articles")


def kept_address(form: SearchForm) -> Address:
    """Return the address that is saved; what was new once will not stay new."""
    return form.address.without("newer", "select")


def form_of(parameters: str) -> SearchForm:
    """Read parameters that were kept as those of any address are read."""
    return SearchForm(QueryDict(parameters))


def forms_of(several: Iterable[str]) -> list[SearchForm]:
    """Read the parameters of several searches, their names looked up at once."""
    asked = [QueryDict(parameters) for parameters in several]
    names = names_of(asked)
    return [SearchForm(data, names=names) for data in asked]


def results_address(saved: SavedSearch, *, only_new: bool = False) -> Address:
    """Return the address of a saved search's results."""
    address = kept_address(form_of(saved.parameters))
    if only_new and saved.last_article:
        return address.setting(newer=str(saved.last_article))
    return address


def offer_saving(
    form: SearchForm, chips: Sequence[Chip], user: AbstractBaseUser | AnonymousUser
) -> Saving:
    """Return what saving a search would keep, or how it is saved already."""
    parameters = kept_address(form).query
    saved = None
    if user.is_authenticated:
        kept = SavedSearch.objects.filter(owner_id=user.pk, parameters=parameters)
        saved = kept.first()
    return Saving(default_name(form, chips), parameters, form.address.feed, saved)


@transaction.atomic
def save_search(
    data: QueryDict, engine: Engine, *, owner_id: int
) -> tuple[SavedSearch, SaveForm]:
    """Keep a search, looked at now, unless the form says why not."""
    form = form_of(data.get("parameters", ""))
    named = data.copy()
    if not named.get("name", "").strip():
        named["name"] = default_name(form, make_chips(form))
    saved = SavedSearch(owner_id=owner_id, parameters=kept_address(form).query)
    save_form = SaveForm(named, instance=saved)
    if save_form.is_valid():
        saved.last_article = last_article_looked_at(saved, engine)
        save_form.save()
    return saved, save_form


@transaction.atomic
def rename_search(saved: SavedSearch, data: QueryDict) -> SaveForm:
    """Give a saved search another name, unless the form says why not."""
    form = SaveForm(data, instance=saved)
    if form.is_valid():
        form.save()
    return form


def mark_looked_at(saved: SavedSearch, engine: Engine) -> None:
    """Note that all its articles in the index have been seen by now."""
    SavedSearch.objects.filter(pk=saved.pk).update(
        looked_at=timezone.now(), last_article=last_article_looked_at(saved, engine)
    )


def last_article_looked_at(saved: SavedSearch, engine: Engine) -> int:
    """Return the number up to which every article can be found.

    Numbers are given in order and never again, so what is above came later. An
    article that waits to be indexed has not been seen yet.
    """
    last = _last_number()
    notes = PendingChange.objects.filter(article_id__gt=saved.last_article)
    waiting = set(notes.values_list("article_id", flat=True))
    everything = SearchRequest(Query("", Everything()))
    missing = waiting - engine.finds(everything, waiting) if waiting else waiting
    return max(saved.last_article, min([last, *(pk - 1 for pk in missing)]))


def count_new(
    searches: Iterable[SavedSearch], engine: Engine | None
) -> list[ListedSearch]:
    """Return saved searches with the number of articles added since the last look."""
    searches, last = list(searches), _last_number()
    late = [saved for saved in searches if saved.last_article < last]
    counts: dict[int, int | None] = dict.fromkeys(saved.pk for saved in late)
    if engine is not None:
        counts |= _new_counts(late, engine)
    return [ListedSearch(saved, counts.get(saved.pk, 0)) for saved in searches]


def _new_counts(late: Sequence[SavedSearch], engine: Engine) -> dict[int, int]:
    read = forms_of(saved.parameters for saved in late)
    requests = (
        replace(form.to_request(), newer_than=saved.last_article)
        for saved, form in zip(late, read, strict=True)
    )
    return {
        saved.pk: engine.count(request)
        for saved, request in zip(late, requests, strict=True)
    }


def _last_number() -> int:
    return Article.objects.aggregate(last=Max("pk"))["last"] or 0
