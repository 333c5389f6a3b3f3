"""Checks the names that a person gives to sources and tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME as DELETION
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.changes import label_called
from archive.forms import NameField
from archive.labelling.addresses import address_of_merge
from archive.labelling.weighing import weigh
from archive.locally import grouped
from archive.models import Source, SourceAlias, Tag
from archive.text import name_key


class RenameForm(forms.Form):
    """Another name for a source or a tag."""

    def __init__(self, data: Any = None, *, label: Source | Tag) -> None:
        super().__init__(data, initial={"name": label.name})
        self.fields["name"] = NameField(of=type(label), label=_("Name"))
        self.fields["name"].required = True


class MergeForm(forms.Form):
    """Which of some labels stays."""

    def __init__(self, data: Any = None, *, labels: Sequence[Source | Tag]) -> None:
        super().__init__(data)
        among: Any = type(labels[0])._default_manager
        labels_there = among.filter(pk__in=[label.pk for label in labels])
        self.fields["into"] = forms.ModelChoiceField(labels_there)


class PairForm(forms.Form):
    """Two labels that are to be kept apart."""

    def __init__(self, data: Any, *, model: type[Any]) -> None:
        super().__init__(data)
        for name in ("first", "second"):
            self.fields[name] = forms.ModelChoiceField(model.objects.all())


class LabelForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when run
    """A source or a tag whose name no other one has in any spelling."""

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        model: type[Any] = type(self.instance)
        other = label_called(model, name)
        if other is not None and other.pk != self.instance.pk:
            raise ValidationError(self._offer(other))
        return name

    def _offer(self, other: Source | Tag) -> str | SafeString:
        """Say who has the name; offer to merge with it what is there already."""
        if self.instance.pk is None:
            return _is_found(other)
        label = type(self.instance).objects.get(pk=self.instance.pk)
        both = weigh([label, other]).both_count
        said = ngettext(
            "“{other}” has this name, and {n} article carries both. "
            '<a href="{address}">Merge “{label}” into “{other}”</a> instead.',
            "“{other}” has this name, and {n} articles carry both. "
            '<a href="{address}">Merge “{label}” into “{other}”</a> instead.',
            both,
        )
        return format_html(
            said,
            other=other,
            label=label,
            n=grouped(both),
            address=address_of_merge([label, other], into=other),
        )


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """Another name of a source or a tag, which is no other one's."""

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        model: type[Any] = Source if isinstance(self.instance, SourceAlias) else Tag
        taken = label_called(model, name)
        if taken is not None and self.instance.key != name_key(name):
            raise ValidationError(_is_found(taken))
        return name


class AliasFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # as above
    """The aliases of one label, each of them once and none its name."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if not form.cleaned_data.get(DELETION)]
        named = [
            (f, f.cleaned_data["name"]) for f in kept if f.cleaned_data.get("name")
        ]
        keys = [name_key(pair[1]) for pair in named]
        if len(keys) > len(set(keys)):
            raise ValidationError(_("The same alias stands here twice."))
        new = {name_key(name) for form, name in named if form.has_changed()}
        if name_key(self.instance.name) in new:
            raise ValidationError(_("An alias is another name than the name itself."))


def _is_found(label: Source | Tag) -> str:
    return _("This is how “{name}” is found already.").format(name=label)
