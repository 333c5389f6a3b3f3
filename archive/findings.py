"""What an examination of the archive finds."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How it is with one part of the archive."""

    OK = "ok", _("ok")
    ATTENTION = "attention", _("attention")
    WRONG = "wrong", _("wrong")


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and what to do where it is not as it should be."""

    subject: str
    said: str
    state: State = State.OK
    advice: str = ""

    def __str__(self) -> str:
        text = f"{self.state.label!s:<10} {self.subject}: {self.said}"
        return f"{text} {self.advice}" if self.advice else text
