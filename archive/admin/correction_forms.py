"""Asks an editor what to correct; each form gives one kind of correction."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from archive.correcting import kinds
from archive.correcting.kind import Kind
from archive.correcting.patterns import WrongPattern, parse_patterns
from archive.importing.drafts import LANGUAGE
from archive.models import Article, Source, Tag

State = Article.State
SEVERAL = "Several are parted by commas."
NAME_LENGTH = {
    model: model._meta.get_field("name").max_length for model in (Source, Tag)
}


class NamesField(forms.CharField):
    """Names, parted by commas; offers those that there are."""

    def __init__(self, *, of: type[Source | Tag], **options: Any) -> None:
        self.longest = NAME_LENGTH[of] or 0
        listed = forms.TextInput(
            attrs={"list": f"known-{of._meta.model_name}s", "class": "vTextField"}
        )
        super().__init__(required=False, widget=listed, **options)

    def clean(self, value: str) -> tuple[str, ...]:
        names = (" ".join(name.split()) for name in super().clean(value).split(","))
        found = tuple(dict.fromkeys(name for name in names if name))
        if any(len(name) > self.longest for name in found):
            raise ValidationError(f"A name has at most {self.longest} letters.")
        return found


class CorrectionForm(forms.Form):
    """One way to correct articles."""

    slug: ClassVar[str]
    legend: ClassVar[str]

    def kind(self) -> Kind:
        """Return what was asked for; to be called when the form is valid."""
        raise NotImplementedError


class DateFromTextForm(CorrectionForm):
    slug, legend = "date-from-text", "Date, read from a line of the text"
    patterns = forms.CharField(
        label="The line",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=(
            "The line as it stands in the text as it came, with DATE, or DAY, MONTH "
            "and YEAR, in the place of the date, and * for whatever else is there: "
            "“Filed: DAY.MONTH.YEAR *”. Several lines are tried one after the other."
        ),
    )

    def clean_patterns(self) -> tuple[str, ...]:
        try:
            found = parse_patterns(self.cleaned_data["patterns"].splitlines())
        except WrongPattern as error:
            raise ValidationError(str(error)) from error
        return tuple(pattern.text for pattern in found)

    def kind(self) -> Kind:
        return kinds.ReadDate(self.cleaned_data["patterns"])


class DateForm(CorrectionForm):
    slug, legend = "date", "Date, the same for all"
    day = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leave it empty to clear the date.",
    )

    def kind(self) -> Kind:
        day: datetime.date | None = self.cleaned_data["day"]
        return kinds.SetDate(day.isoformat() if day else "")


class SourceForm(CorrectionForm):
    slug, legend = "source", "Source"
    source = NamesField(of=Source, help_text="Leave it empty to clear the source.")

    def clean_source(self) -> str:
        # A publication's name may well hold a comma.
        return ", ".join(self.cleaned_data["source"])

    def kind(self) -> Kind:
        return kinds.SetSource(self.cleaned_data["source"])


class CreditsForm(CorrectionForm):
    slug, legend = "credits", "Credits"
    credits = NamesField(
        of=Source, help_text=f"{SEVERAL} Leave it empty to clear the credits."
    )

    def kind(self) -> Kind:
        return kinds.SetCredits(self.cleaned_data["credits"])


class TagsForm(CorrectionForm):
    slug, legend = "tags", "Tags"
    add = NamesField(of=Tag, label="Add", help_text=SEVERAL)
    remove = NamesField(of=Tag, label="Take away")

    def clean(self) -> None:
        if not self.cleaned_data.get("add") and not self.cleaned_data.get("remove"):
            raise ValidationError("Name a tag to add or to take away.")

    def kind(self) -> Kind:
        return kinds.ChangeTags(self.cleaned_data["add"], self.cleaned_data["remove"])


class SectionForm(CorrectionForm):
    slug, legend = "section", "Section"
    section = forms.CharField(
        required=False, max_length=200, help_text="Leave it empty to clear the section."
    )

    def kind(self) -> Kind:
        return kinds.SetText("section", self.cleaned_data["section"])


class LanguageForm(CorrectionForm):
    slug, legend = "language", "Language"
    language = forms.CharField(
        required=False,
        max_length=35,
        help_text="A code such as en. Leave it empty to clear the language.",
    )

    def clean_language(self) -> str:
        code = str(self.cleaned_data["language"])
        if code and not LANGUAGE.fullmatch(code):
            raise ValidationError("Write a code such as en or pt-BR.")
        return code

    def kind(self) -> Kind:
        return kinds.SetText("language", self.cleaned_data["language"])


class HeadlinesForm(CorrectionForm):
    slug, legend = "headlines", "Derived headlines, accepted as they are"

    def kind(self) -> Kind:
        return kinds.AcceptHeadlines()


class StateForm(CorrectionForm):
    slug, legend = "state", "Who sees them"
    WAYS: ClassVar[dict[str, tuple[str, Kind]]] = {
        "hide": ("Hide them from readers", kinds.SetState(State.HIDDEN.value)),
        "show": ("Show them to readers", kinds.SetState(State.LIVE.value)),
        "trash": ("Move them to the trash", kinds.SetState(State.TRASHED.value)),
        "restore": ("Restore them from the trash", kinds.Restore()),
    }
    state = forms.ChoiceField(
        label="",
        choices=[(value, label) for value, (label, _) in WAYS.items()],
        widget=forms.RadioSelect,
    )

    def kind(self) -> Kind:
        return self.WAYS[self.cleaned_data["state"]][1]


FORMS: Sequence[type[CorrectionForm]] = (
    DateFromTextForm, DateForm, SourceForm, CreditsForm, TagsForm, SectionForm,
    LanguageForm, HeadlinesForm, StateForm,
)  # fmt: skip
