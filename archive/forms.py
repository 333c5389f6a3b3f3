"""Checks what a person typed about an article or a name."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive.models import Source, SourceAlias, Tag
from archive.text import name_key

PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


class BodyField(forms.CharField):
    """An article's body: paragraphs, parted by one blank line."""

    def to_python(self, value: Any) -> str:
        # Browsers send lines that end in CR and LF.
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        return PARAGRAPH_BREAK.sub("\n\n", text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)


class NameForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when run
    """A source, an alias or a tag whose name no other one has in any spelling."""

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        for taken in self._named(name_key(name)):
            if taken != self.instance:
                raise ValidationError(f"This is how “{taken}” is found already.")
        return name

    def _named(self, key: str) -> list[Source | SourceAlias | Tag]:
        if isinstance(self.instance, Tag):
            return list(Tag.objects.filter(key=key))
        return [
            *Source.objects.filter(key=key),
            *SourceAlias.objects.filter(key=key),
        ]


class AliasFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # as above
    """The aliases of one source, each of them once."""

    def clean(self) -> None:
        super().clean()
        names = [form.cleaned_data.get("name", "") for form in self.forms]
        keys = [name_key(name) for name in names if name]
        if len(keys) > len(set(keys)):
            raise ValidationError("The same alias stands here twice.")
