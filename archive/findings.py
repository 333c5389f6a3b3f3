"""What an examination of the archive finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is with one part of the archive."""

    OK = "ok"
    ATTENTION = "attention"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and what to do where it is not as it should be."""

    subject: str
    said: str
    state: State = State.OK
    advice: str = ""

    def __str__(self) -> str:
        text = f"{self.state:<10} {self.subject}: {self.said}"
        return f"{text} {self.advice}" if self.advice else text
