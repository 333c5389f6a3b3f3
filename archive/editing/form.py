"""Reads an article's facts from the form that stands beside its text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.changes import Facts, facts, parse_fact
from archive.correcting.applying import apply
from archive.correcting.kinds import ChangeTags, SetCredits, SetState
from archive.correcting.subjects import labels_of
from archive.editing.article_form import ArticleForm
from archive.editing.saving import save_edit
from archive.forms import (
    BodyField,
    LanguageField,
    NameField,
    NamesField,
    PublishedField,
    join_names,
)
from archive.models import Article, Correction, Source, Tag

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

State = Article.State
STATES = {
    State.LIVE.value: _("Shown to readers"),
    State.HIDDEN.value: _("Hidden from readers"),
    State.TRASHED.value: _("In the trash"),
}
GROUPS = (
    (_("Published"), ("published_on", "hour", "source", "credits")),
    (_("Labels"), ("tags", "state")),
    (_("As printed"), ("byline", "dateline", "section", "language", "url")),
)


class EditForm(ArticleForm):
    """An article's facts as text that anybody can type."""

    body = BodyField(
        required=False,
        label=_("Paragraphs, parted by a blank line"),
        widget=forms.Textarea(attrs={"rows": 20}),
    )
    accept = forms.BooleanField(
        required=False, label=_("Keep this headline, made from the first sentence")
    )
    published_on = PublishedField(label=_("Day"))
    hour = forms.TimeField(
        required=False,
        label=_("Hour, if known"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    source = NameField(of=Source, label=_("Source"))
    credits = NamesField(of=Source, label=_("Based on reports of, parted by commas"))
    tags = NamesField(of=Tag, label=_("Tags, parted by commas"))
    language = LanguageField(label=_("Language, such as en"))
    url = forms.URLField(
        required=False, max_length=2_000, label=_("Address"), assume_scheme="https"
    )
    state = forms.ChoiceField(label=_("Who sees it"), choices=list(STATES.items()))

    class Meta:
        model = Article
        fields = (
            "headline", "body", "published_on", "byline", "dateline", "section",
            "language", "url",
        )  # fmt: skip
        widgets = {"headline": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.initial.update(self.shown_of(facts(self.instance)))
        if not self.instance.headline_is_derived:
            del self.fields["accept"]

    def shown_of(self, stored: Facts) -> dict[str, Any]:
        when = parse_fact("published_at", stored["published_at"])
        return super().shown_of(stored) | {
            "source": stored["source"][1] if stored["source"] else "",
            "credits": join_names(pair[1] for pair in stored["credits"]),
            "tags": join_names(pair[1] for pair in stored["tags"]),
            "hour": _hour_of(when),
        }

    def fill_in(self, wanted: Facts) -> None:
        """Show other facts than those that are stored; saved, they are edits."""
        self.initial.update(self.shown_of(wanted))

    @property
    def groups(self) -> Iterator[tuple[_StrOrPromise, list[BoundField]]]:
        """The fields below headline and text, by what they are about."""
        return ((title, [self[name] for name in names]) for title, names in GROUPS)

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_hour(self) -> datetime.time | None:
        hour: datetime.time | None = self.cleaned_data["hour"]
        if hour and not self.cleaned_data.get("published_on"):
            raise forms.ValidationError(_("Give the day too, or no hour."))
        return hour

    def save_edit(self, *, by: AbstractBaseUser) -> Correction | None:
        """Store what was changed, kept in the history; return a change of state.

        To be used with the form valid and the database's lock held since before it was
        checked.
        """
        article, chosen = self.instance, self.cleaned_data
        changed = set(self.changed_data) - {"state"}
        if changed & {"published_on", "hour"}:
            article.published_at = _moment(chosen["published_on"], chosen["hour"])
        if "source" in changed:
            article.source_id = next(iter(_sources(chosen["source"])), None)
        if "accept" in changed:
            article.headline_is_derived = False
        save_edit(article, changed=changed, by=by, why=gettext("edited"))
        if "credits" in changed:
            article.credits.set(_sources(*chosen["credits"]))
        if "tags" in changed:
            found = labels_of(ChangeTags(add=chosen["tags"]), make=True)
            article.tags.set(pair[0] for pair in found.tags.values())
        if "state" not in self.changed_data:
            return None
        return apply(SetState(chosen["state"]), [article.pk], by=by)


def _sources(*names: str) -> list[int]:
    """Return the ids of sources by any of their names; new ones are made."""
    wanted = SetCredits(tuple(filter(None, names)))
    return [pair[0] for pair in labels_of(wanted, make=True).sources.values()]


def _moment(
    day: datetime.date | None, hour: datetime.time | None
) -> datetime.datetime | None:
    if day is None or hour is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day, hour))


def _hour_of(moment: datetime.date | None) -> datetime.time | None:
    if not isinstance(moment, datetime.datetime):
        return None
    return timezone.localtime(moment).time().replace(second=0, microsecond=0)
