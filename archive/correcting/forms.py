"""Asks an editor what to correct; each form gives one kind of correction."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.correcting import kinds
from archive.correcting.dates import ReadDate, SetDate, TakeDate
from archive.correcting.kind import Kind
from archive.correcting.patterns import parse_patterns
from archive.forms import LanguageField, NameField, NamesField, PublishedField
from archive.importing.patterns import WrongPattern
from archive.models import Article, Source, Tag

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

State = Article.State


class CorrectionForm(forms.Form):
    """One way to correct articles."""

    slug: ClassVar[str]
    legend: ClassVar[_StrOrPromise]
    short: ClassVar[_StrOrPromise] = ""  # the legend where there is little room

    def kind(self) -> Kind:
        """Return what was asked for; to be called when the form is valid."""
        raise NotImplementedError


class DateFromTextForm(CorrectionForm):
    slug, legend = "date-from-text", _("Date, read from a line of the text")
    short = _("Date from the text")
    patterns = forms.CharField(
        label=_("The line"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        # Translators: DATE, DAY, MONTH and YEAR are typed so in every language.
        help_text=_(
            "The line as it stands in the text as it came, with DATE, or DAY, MONTH "
            "and YEAR, in the place of the date, and * for whatever else is there: "
            "“Filed: DAY.MONTH.YEAR *”. Several lines are tried one after the other."
        ),
    )

    takes_out = forms.BooleanField(
        required=False,
        label=_("And take the line out of the text, where it still stands"),
    )

    def clean_patterns(self) -> tuple[str, ...]:
        try:
            found = parse_patterns(self.cleaned_data["patterns"].splitlines())
        except WrongPattern as error:
            raise ValidationError(str(error)) from error
        return tuple(pattern.text for pattern in found)

    def kind(self) -> Kind:
        kind = TakeDate if self.cleaned_data["takes_out"] else ReadDate
        return kind(self.cleaned_data["patterns"])


class DateForm(CorrectionForm):
    slug, legend = "date", _("Date, the same for all")
    short = _("Date")
    day = PublishedField(
        label=_("Day"), help_text=_("Leave it empty to clear the date.")
    )

    def kind(self) -> Kind:
        day: datetime.date | None = self.cleaned_data["day"]
        return SetDate(day.isoformat() if day else "")


class SourceForm(CorrectionForm):
    slug, legend = "source", _("Source")
    source = NameField(
        of=Source,
        label=_("Source"),
        help_text=_("Leave it empty to clear the source."),
    )

    def kind(self) -> Kind:
        return kinds.SetSource(self.cleaned_data["source"])


class CreditsForm(CorrectionForm):
    slug, legend = "credits", _("Credits")
    credits = NamesField(
        of=Source,
        label=_("Credits"),
        help_text=_(
            "Several are parted by commas. Leave it empty to clear the credits."
        ),
    )

    def kind(self) -> Kind:
        return kinds.SetCredits(self.cleaned_data["credits"])


class TagsForm(CorrectionForm):
    slug, legend = "tags", _("Tags")
    add = NamesField(
        of=Tag, label=_("Add"), help_text=_("Several are parted by commas.")
    )
    remove = NamesField(of=Tag, label=_("Take away"))

    def clean(self) -> None:
        if not self.cleaned_data.get("add") and not self.cleaned_data.get("remove"):
            raise ValidationError(_("Name a tag to add or to take away."))

    def kind(self) -> Kind:
        return kinds.ChangeTags(self.cleaned_data["add"], self.cleaned_data["remove"])


class SectionForm(CorrectionForm):
    slug, legend = "section", _("Section")
    section = forms.CharField(
        required=False,
        max_length=200,
        label=_("Section"),
        help_text=_("Leave it empty to clear the section."),
    )

    def kind(self) -> Kind:
        return kinds.SetText("section", self.cleaned_data["section"])


class LanguageForm(CorrectionForm):
    slug, legend = "language", _("Language")
    language = LanguageField(
        label=_("Language"),
        help_text=_("A code such as en. Leave it empty to clear the language."),
    )

    def kind(self) -> Kind:
        return kinds.SetText("language", self.cleaned_data["language"])


class HeadlinesForm(CorrectionForm):
    slug, legend = "headlines", _("Derived headlines, accepted as they are")
    short = _("Headlines")

    def kind(self) -> Kind:
        return kinds.AcceptHeadlines()


class StateForm(CorrectionForm):
    slug, legend = "state", _("Who sees them")
    WAYS: ClassVar[dict[str, tuple[_StrOrPromise, Kind]]] = {
        "hide": (_("Hide them from readers"), kinds.SetState(State.HIDDEN.value)),
        "show": (_("Show them to readers"), kinds.SetState(State.LIVE.value)),
        "trash": (_("Move them to the trash"), kinds.SetState(State.TRASHED.value)),
        "restore": (_("Restore them from the trash"), kinds.Restore()),
    }
    state = forms.ChoiceField(
        label="",
        choices=[(value, way[0]) for value, way in WAYS.items()],
        widget=forms.RadioSelect,
    )

    def kind(self) -> Kind:
        return self.WAYS[self.cleaned_data["state"]][1]


class HideForm(StateForm):
    """What there is to do with articles that readers see."""

    state = forms.ChoiceField(
        label="",
        choices=[(way, StateForm.WAYS[way][0]) for way in ("hide", "trash")],
        widget=forms.RadioSelect,
    )


FORMS: Sequence[type[CorrectionForm]] = (
    DateFromTextForm, DateForm, SourceForm, CreditsForm, TagsForm, SectionForm,
    LanguageForm, HeadlinesForm, StateForm,
)  # fmt: skip
HIT_FORMS = tuple(HideForm if form is StateForm else form for form in FORMS)
