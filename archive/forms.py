"""Checks what a person typed about an article or a name."""

import csv
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from archive.importing.drafts import LANGUAGE
from archive.models import Source, Tag
from archive.text import name_key

FIRST_YEAR = 1400
LONGEST_LIST = 5_000
QUOTED = {",", '"'}
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


class BodyField(forms.CharField):
    """An article's body: paragraphs, parted by one blank line."""

    def to_python(self, value: Any) -> str:
        # Browsers send lines that end in CR and LF.
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        return PARAGRAPH_BREAK.sub("\n\n", text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)


class PublishedField(forms.DateField):
    """The day that an article was published on; a slip in the year is told."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(required=False, widget=picker, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        last_year = timezone.localdate().year + 1
        if value and not FIRST_YEAR <= value.year <= last_year:
            raise ValidationError(
                _("The year is one of {first} to {last}.").format(
                    first=FIRST_YEAR, last=last_year
                )
            )


class NameField(forms.CharField):
    """The name of a source or a tag; offers those that there are."""

    def __init__(self, *, of: type[Source | Tag], **options: Any) -> None:
        self.longest = of._meta.get_field("name").max_length or 0
        kind = of._meta.model_name
        names = format_lazy("{}?of={}", reverse_lazy("names"), kind)
        listed = forms.TextInput(
            attrs={
                "class": "vTextField",
                "data-names": names,
                "autocomplete": "off",
            }
        )
        options = {"max_length": LONGEST_LIST, **options}
        super().__init__(required=False, widget=listed, **options)

    def clean(self, value: Any) -> Any:
        return self.fitting(" ".join(super().clean(value).split()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.keys(initial) != self.keys(data)

    def keys(self, line: Any) -> set[str]:
        """Return what the names of a line mean, in any spelling."""
        return {name_key(line)} if line and line.strip() else set()

    def fitting(self, name: str) -> str:
        """Return a name that there is room for."""
        if len(name) > self.longest:
            raise ValidationError(
                _("A name has at most {count} letters.").format(count=self.longest)
            )
        return name


class NamesField(NameField):
    """Names, parted by commas; one that holds a comma stands in quotes."""

    def __init__(self, *, of: type[Source | Tag], **options: Any) -> None:
        super().__init__(of=of, **options)
        self.widget.attrs["data-several"] = True

    def clean(self, value: Any) -> tuple[str, ...]:
        names = split_names(super(NameField, self).clean(value))
        return tuple(map(self.fitting, names))

    def keys(self, line: Any) -> set[str]:
        # A longer one is refused.
        return set(map(name_key, split_names((line or "")[:LONGEST_LIST])))


def split_names(line: str) -> list[str]:
    """Return the names that a field of names holds, each once."""
    rows = csv.reader([" ".join(line.split())], skipinitialspace=True)
    names = (" ".join(name.split()) for row in rows for name in row)
    return list(dict.fromkeys(filter(None, names)))


def join_names(names: Iterable[str]) -> str:
    """Write names as a field of names reads them."""
    return ", ".join(
        '"{}"'.format(name.replace('"', '""')) if QUOTED & set(name) else name
        for name in names
    )


class LanguageField(forms.CharField):
    """A language's code, or nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=35, **options)

    def clean(self, value: Any) -> str:
        code = str(super().clean(value))
        if code and not LANGUAGE.fullmatch(code):
            raise ValidationError(_("Write a code such as en or pt-BR."))
        return code
