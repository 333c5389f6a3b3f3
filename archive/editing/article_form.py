"""Checks an editor's form against what others saved while it was open."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.changes import PARSED_FACTS, Facts, parse_fact
from archive.correcting.subjects import version_of
from archive.history import history, version_at
from archive.locally import dated, listed
from archive.models import Article

MOST_NAMED = 5
LAST_VERSION = 1 << 53  # of the year 2255


class UnlabelledInput(forms.HiddenInput):
    """A hidden input that no label speaks of: the admin writes one for every field."""

    def id_for_label(self, id_: str) -> str:
        return ""


class VersionField(forms.IntegerField):
    """When the article was last changed, as the form's reader saw it; never an edit."""

    widget = UnlabelledInput

    def __init__(self) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=LAST_VERSION,
            label=gettext_lazy("Version"),
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when run
    """An article as one editor sees it."""

    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = version_of(self.instance.changed_at)

    def clean(self) -> dict[str, Any] | None:
        seen = self.cleaned_data.get("version")
        stored = Article.objects.filter(pk=self.instance.pk).first()
        # Who presses Save twice sends again what is stored by now.
        is_new = self.has_changed()
        if is_new and seen and stored and version_of(stored.changed_at) != seen:
            self._take_in(self.shown_of(version_at(stored, moment_of(seen))))
            raise ValidationError(self._told(stored, moment=moment_of(seen)))
        return super().clean()

    def shown_of(self, stored: Facts) -> dict[str, Any]:
        """Return what the fields of an article that is so show before anybody types."""
        return {name: _shown(name, fact) for name, fact in stored.items()}

    def _take_in(self, opened: dict[str, Any]) -> None:
        """Give the fields that this editor left alone what others wrote there.

        opened: what the fields showed when the form was opened.
        """
        data: Any = self.data
        data = data.copy()
        for name, field in self.fields.items():
            value = field.widget.value_from_datadict(
                data, self.files, self.add_prefix(name)
            )
            if name == "version" or name not in opened:
                continue
            if not field.has_changed(opened[name], value):
                self._fill(data, name, self.get_initial_for_field(field, name))
        data[self.add_prefix("version")] = str(self.initial["version"])
        self.data = data

    def _fill(self, data: Any, name: str, value: Any) -> None:
        """Write a value into what was sent, as the field's widget would send it."""
        prefixed, widget = self.add_prefix(name), self.fields[name].widget
        if isinstance(value, list):
            data.setlist(prefixed, [str(getattr(one, "pk", one)) for one in value])
        elif isinstance(widget, forms.MultiWidget):
            for number, part in enumerate(widget.decompress(value) or ()):
                data[f"{prefixed}_{number}"] = "" if part is None else str(part)
        else:
            data[prefixed] = "" if value is None else str(value)

    def _told(self, stored: Article, *, moment: datetime.datetime) -> str:
        steps = history(stored, at_most=MOST_NAMED)
        since = [step for step in steps if step.change.made_at > moment]
        names = dict.fromkeys(d.name for step in since for d in step.differences)
        who = listed([*dict.fromkeys(step.who for step in since)])
        when = timezone.localtime(stored.changed_at)
        return _(
            "{who} changed this article at {time} on {day}, while it was open here: "
            "{fields}. Nothing of yours is saved yet, and nothing is lost: fields that "
            "you left alone now show what was saved; the others show what you typed. "
            "Look through them and save again."
        ).format(
            who=who or _("Somebody"),
            time=dated(when, "H:i"),
            day=dated(when),
            fields=", ".join(names) or _("see the history"),
        )


def moment_of(version: int) -> datetime.datetime:
    """Return the moment that a version stands for."""
    return datetime.datetime.fromtimestamp(0, datetime.UTC) + datetime.timedelta(
        microseconds=version
    )


def _shown(name: str, fact: Any) -> Any:
    if name == "source":
        return fact[0] if fact else None
    if name in {"credits", "tags"}:
        return [pair[0] for pair in fact]
    return parse_fact(name, fact) if name in PARSED_FACTS else fact
