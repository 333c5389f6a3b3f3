"""Reads what goes along with a pile that somebody hands in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.forms import NameField, NamesField
from archive.importing.drafts import Labels
from archive.importing.pipeline import options_of
from archive.models import Source, Tag

DAY_ORDERS = {
    "": _("as other dates of the pile"),
    "day first": _("day first: 4 March"),
    "month first": _("month first: 3 April"),
}


class PileForm(forms.Form):
    """What every article of the pile gets, and how its dates are read."""

    tags = NamesField(of=Tag, label=_("Tags for every article, parted by commas"))
    source = NameField(of=Source, label=_("Source of those that name none"))
    day_order = forms.ChoiceField(
        required=False, label=_("Read 04/03/2019"), choices=list(DAY_ORDERS.items())
    )
    folders_as_tags = forms.BooleanField(
        required=False, label=_("Names of folders are tags")
    )
    dry_run = forms.BooleanField(
        required=False, label=_("Try it first: report, and store nothing")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    @property
    def options(self) -> dict[str, object]:
        """What was asked for, as an import keeps it."""
        chosen = self.cleaned_data
        labels = Labels(chosen["tags"], chosen["source"], chosen["folders_as_tags"])
        return options_of(labels, chosen["day_order"])
