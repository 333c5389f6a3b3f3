"""Holds a citation as runs of plain and slanted text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ENDS = (".", "?", "!", "…", "。", "？", "！")
CLOSING = "”’]\"'"


class Run(NamedTuple):
    """Text in one kind of letters."""

    text: str
    is_slanted: bool = False


@dataclass(frozen=True)
class Citation:
    """A citation in one style."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The citation as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def html(self) -> SafeString:
        """The citation as HTML."""
        return format_html_join(
            "",
            "{}",
            (
                (format_html("<i>{}</i>", t) if slanted else t,)
                for t, slanted in self.runs
            ),
        )


def cite(*runs: Run | str | None) -> Citation:
    """Return a citation of runs and texts; what is empty is left out."""
    made = (Run(run) if isinstance(run, str) else run for run in runs if run)
    return Citation(tuple(run for run in made if run.text))


def sentence(text: str) -> str:
    """Return a text that ends as sentences do."""
    is_ended = text.rstrip(CLOSING).endswith(ENDS)
    return text if is_ended or not text else f"{text}."


def listed(names: Iterable[str], last: str) -> str:
    """Return names with commas between them, and a word before the last."""
    *first, end = names
    return f"{', '.join(first)}{last}{end}" if first else end
