"""The kinds of corrections that say which articles are copies of one another."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.changes import Facts
from archive.correcting.kind import Kind, Labels, Subject


@dataclass(frozen=True)
class LeaveCopies(Kind):
    """Takes articles out of their copy group, which is kept to come back to."""

    columns = ("copy_group",)
    is_an_edit = False

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        return {"copy_group": None}

    def __str__(self) -> str:
        return _("said not to be copies")


@dataclass(frozen=True)
class JoinCopies(Kind):
    """Puts articles into a copy group."""

    columns = ("copy_group",)
    is_an_edit = False
    group: int

    def alter(self, subject: Subject, labels: Labels) -> Facts:
        return {"copy_group": self.group}

    def __str__(self) -> str:
        return _("said to be copies")
