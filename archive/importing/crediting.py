"""Reads the names of those whom a text rests on out of a line."""

import re

from archive.importing import agencies
from archive.importing.trailers import DECORATION
from archive.text import name_key

MOST_NAMES = 6
LONGEST_NAME = 5  # words
BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*", re.IGNORECASE)
THE = re.compile(r"the\s", re.IGNORECASE)
SMALL_WORDS = frozenset(
    ("of", "the", "de", "la", "le", "du", "der", "die", "for", "in")
)


def read_names(
    text: str, *, known: frozenset[str], known_only: bool
) -> tuple[str, ...]:
    """Return the names that are listed; nothing when one of them cannot be a name.

    known: the keys of names beside those of agencies, whatever they look like.
    """
    if name_key(text) in known:  # there may be an "and" or a comma in it
        return (text,)
    parts = [part.strip(DECORATION) for part in BETWEEN_NAMES.split(text)]
    written = [part for part in parts if part]
    if len(written) > MOST_NAMES:
        return ()
    names = dict.fromkeys(
        _known_name(name, known) or ("" if known_only else _likely_name(name))
        for name in written
    )
    return () if "" in names else tuple(names)


def _known_name(name: str, known: frozenset[str]) -> str:
    bare = THE.sub("", name, count=1) if THE.match(name) else name
    spelt = agencies.known_spelling(bare)
    return spelt or next((n for n in (name, bare) if name_key(n) in known), "")


def _likely_name(name: str) -> str:
    """Return a name that is written like one, else nothing."""
    name = name.removeprefix("the ")
    words = name.split()
    small = [word for word in words if word[0].islower()]
    is_likely = len(small) < len(words) <= LONGEST_NAME and SMALL_WORDS.issuperset(
        small
    )
    return name if is_likely else ""
