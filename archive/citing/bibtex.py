"""Writes citations as BibTeX, with what BibLaTeX adds to it."""

from __future__ import annotations

import re
import unicodedata

from archive.citing.authors import Author
from archive.citing.cited import Cited

SIGNS = {
    **{sign: f"\\{sign}" for sign in "{}&%$#_"},
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
# An address is read as it stands, but for what ends it or begins a command.
IN_ADDRESSES = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def bibtex(cited: Cited) -> str:
    """Return an article as an entry of BibTeX."""
    day = cited.day
    pairs = [
        ("author", " and ".join(map(_author, cited.authors))),
        ("title", f"{{{_escaped(cited.headline)}}}"),
        ("journal", _escaped(cited.publication)),
        ("date", day.isoformat() if day else ""),
        ("year", f"{day.year:04}" if day else ""),
        ("month", str(day.month) if day else ""),
        ("day", str(day.day) if day else ""),
        ("note", _escaped(cited.basis)),
        ("language", _escaped(cited.language)),
        ("keywords", ", ".join(_escaped(tag.replace(",", " ")) for tag in cited.tags)),
        ("url", "".join(IN_ADDRESSES.get(sign, sign) for sign in cited.url)),
        ("urldate", cited.accessed.isoformat() if cited.url else ""),
        ("entrysubtype", "newspaper" if cited.publication else ""),
    ]
    kind = "article" if cited.publication else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in pairs if value]
    return "\n".join((f"@{kind}{{{_key(cited)},", *lines, "}", "", ""))


def _key(cited: Cited) -> str:
    """Return a name for the entry that no other article has."""
    first = cited.authors[0].family if cited.authors else cited.publication
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
    name = NOT_IN_KEYS.sub("", plain.lower())[:24] or "article"
    return f"{name}{cited.day.year if cited.day else ''}-{cited.pk}"


def _author(author: Author) -> str:
    """Return a name; one that is no person's is not to be taken apart."""
    if not author.given:
        return f"{{{_escaped(author.family)}}}"
    parts = (author.family, author.suffix, author.given)
    return _escaped(", ".join(filter(None, parts)))


def _escaped(text: str) -> str:
    return "".join(SIGNS.get(sign, sign) for sign in " ".join(text.split()))
