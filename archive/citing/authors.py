"""Reads a byline as the people, or the desk, that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Not where "von" begins the name of a family: "von der Alm, U.", "von Hav, Ada".
BY = re.compile(
    r"(?:(?:reporting |written )?by|par|por|door|av|af|di"
    r"|von(?!\s+(?:der|den|dem|zu)\s|\s+(?-i:[A-Z])\w+,))\s+",
    re.IGNORECASE,
)
# Ortega y Gasset is one man: "y" parts names only before two words or more.
BETWEEN = re.compile(
    r"\s*[,;/|]\s*(?:(?:and|&)\s+)?|\s+(?:and|&|und|et|en|och|og|и)\s+"
    r"|\s+(?:y|e|ed)\s+(?=\S+\s\S)",
    re.IGNORECASE,
)
# Words of families: "van der Berg" is filed under v.
PARTICLES = frozenset((
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do",
    "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vande", "vander",
    "von", "y", "zu", "zum", "zur",
))  # fmt: skip
TITLES = frozenset(("dame", "dr", "mr", "mrs", "ms", "prof", "professor", "rev", "sir"))
SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
# Between two given names that are written without a blank: J.P., AJ.
JOINED = re.compile(r"\.(?=\w)|(?<=\b[A-Z])(?=[A-Z]\b)")
# Where somebody works or was, beside a name: "Ada Vik in Skerrow".
WHERE = re.compile(r"\s(?:at|for|in)\s.*", re.IGNORECASE)
# A part with one of these names no person.
OFFICES = frozenset((
    "agencies", "agency", "associated", "board", "bureau", "business", "chief",
    "chronicle", "columnist", "contributor", "contributors", "correspondent",
    "correspondents", "courier", "department", "desk", "editor", "editorial",
    "editors", "express", "financial", "foreign", "gazette", "globe", "group",
    "guardian", "health", "herald", "insider", "institute", "international",
    "jazeera", "journal", "magazine", "media", "network", "news", "newspaper",
    "observer", "office", "our", "political", "post", "press", "radio", "reporter",
    "reporters", "reporting", "reuters", "review", "science", "senior", "service",
    "special", "sports", "staff", "team", "technology", "telegraph", "television",
    "the", "times", "tribune", "unit", "university", "writer", "writers",
))  # fmt: skip
# A part that begins with one of these names a place.
PLACES = frozenset((
    "buenos", "cape", "city", "east", "fort", "hong", "kuala", "las", "los", "mount",
    "new", "north", "san", "saudi", "south", "st", "tel", "united", "west",
))  # fmt: skip
MOST_WORDS = 5


@dataclass(frozen=True)
class Author:
    """A person by given and family name; only a family name is a desk or agency."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """The name as it is filed: "Berg, Jan, Jr."."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def natural(self) -> str:
        """The name as it is spoken: "Jan Berg Jr."."""
        return " ".join(filter(None, (self.given, self.family, self.suffix)))

    def abbreviated(self, between: str) -> str:
        """The name as it is filed, given names by their letters: "Roux, J.-P., Jr."."""
        letters = between.join(
            "-".join(f"{part[0]}." for part in name.split("-") if part)
            for name in JOINED.sub(". ", self.given).split()
        )
        return ", ".join(filter(None, (self.family, letters, self.suffix)))


def read_authors(byline: str) -> tuple[Author, ...]:
    """Return the people whom a byline names, else all of it as one organisation.

    What stands beside people is where they work: "Ada Vik, Reuters" is Ada Vik's.
    """
    line = " ".join(byline.split()).strip(" ,;")
    if by := BY.match(line):
        line = line[by.end() :]
    if not line.strip(" ."):
        return ()
    people = tuple(filter(None, map(_person, BETWEEN.split(line))))
    return people or (Author(line),)


def _person(name: str) -> Author | None:
    """Return a name taken apart, unless it might be anything else."""
    words = WHERE.sub("", name).split()
    while words and words[0].lower().strip(".") in TITLES:
        del words[0]
    if words and len(words[-1]) > 2:
        words[-1] = words[-1].removesuffix(".")
    suffix = SUFFIXES.get(words[-1].lower(), "") if words else ""
    if suffix:
        words[-1:] = []
    if not 2 <= len(words) <= MOST_WORDS or not _is_like_a_name(words):
        return None
    if " ".join(words).replace("Mc", "MC").isupper():
        words = _in_small_letters(words)
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    # Ortega y Gasset: what stands before belongs to the family, too.
    if first > 1 and words[first] == "y":
        first -= 1
    return Author(" ".join(words[first:]), " ".join(words[:first]), suffix)


def _in_small_letters(words: list[str]) -> list[str]:
    """Return a name in capitals as it is written within a text."""
    first, *inner, last = words
    # Two letters before others may stand for names: AJ Vik.
    first = first if len(first) <= 2 else first.title()
    inner = [
        word.lower() if word.lower() in PARTICLES else word.title() for word in inner
    ]
    last = last.title()
    if last.startswith("Mc"):
        last = f"Mc{last[2:].title()}"
    return [first, *inner, last]


def _is_like_a_name(words: list[str]) -> bool:
    plain = [word.lower().strip(".") for word in words]
    if plain[0] in PLACES or plain[0] == "von" or not OFFICES.isdisjoint(plain):
        return False
    outer = (words[0], words[-1])
    # An initial at the end is the end of a name whose beginning was cut off.
    return len(words[-1].strip(".")) > 1 and all(
        (word[0].isupper() or (word in PARTICLES and word not in outer))
        and not any(sign.isdigit() or sign in "@:()" for sign in word)
        for word in words
    )
