"""Reads the address of a feed, and what its articles get along."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.fetching import CannotFetch, read_address
from archive.forms import NameField, NamesField
from archive.models import Source, Tag, WatchedFeed


class FeedForm(forms.Form):
    """A feed that is to be watched."""

    address = forms.CharField(
        label=_("Address of the feed"),
        max_length=1_000,
        widget=forms.TextInput(attrs={"inputmode": "url", "class": "vTextField"}),
    )
    tags = NamesField(of=Tag, label=_("Tags for every article, parted by commas"))
    source = NameField(of=Source, label=_("Source, if not the feed's own name"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"]
        address = typed if "://" in typed else f"https://{typed}"
        try:
            address = read_address(address)._replace(fragment=None).url
        except CannotFetch as error:
            raise ValidationError(f"{capfirst(str(error))}.") from error
        if WatchedFeed.objects.filter(address=address).exists():
            raise ValidationError(_("This feed is read already."))
        return address
