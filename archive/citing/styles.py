"""Writes citations as APA, MLA, Chicago, Harvard and Wikipedia want them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from archive.citing.citation import ENDS, Citation, Run, cite, listed, sentence
from archive.citing.cited import Cited

NO_DATE = "n.d."
MOST_AUTHORS_OF_APA = 20
MOST_AUTHORS_OF_CHICAGO = 3
MOST_AUTHORS_OF_HARVARD = 3
# Of more than ten people a list of references names seven.
MOST_AUTHORS_OF_REFERENCES = 10
AUTHORS_OF_REFERENCES_CUT = 7
MONTHS_OF_MLA = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
# Within quotes, double quotes become single ones.
QUOTED = re.compile(r'[“"]([^“”"]*)[”"]')
# And single ones double; what stands within a word is an apostrophe.
QUOTED_SINGLY = re.compile(r"(?<!\w)[‘']((?:[^‘’']|(?<=\w)[’'](?=\w))+)[’'](?!\w)")
# What would end an address among a wiki's signs.
IN_WIKI_ADDRESSES = re.compile(r"""[\s|{}\[\]<>"']""")


def apa(cited: Cited) -> Citation:
    """Cite as the APA's manual, 7th edition, does a newspaper article."""
    names = [author.abbreviated(" ") for author in cited.authors]
    if len(names) > MOST_AUTHORS_OF_APA:
        authors = f"{', '.join(names[: MOST_AUTHORS_OF_APA - 1])}, … {names[-1]}"
    else:
        authors = listed(names, ", & ") if names else ""
    day = cited.day
    date = f"({f'{day.year}, {day:%B} {day.day}' if day else NO_DATE})."
    headline = sentence(cited.headline)
    before = (
        f"{sentence(authors)} {date} {headline}" if authors else f"{headline} {date}"
    )
    return cite(
        before,
        *_publication(cited, " ", "."),
        f" {sentence(cited.basis)}" if cited.basis else None,
        f" {cited.url}" if cited.url else None,
    )


def mla(cited: Cited) -> Citation:
    """Cite as the MLA's handbook, 9th edition, does a newspaper article."""
    authors = [author.natural for author in cited.authors]
    authors[:1] = [author.inverted for author in cited.authors[:1]]
    if len(authors) > 2:
        authors = [f"{authors[0]}, et al."]
    day = cited.day
    date = f"{day.day} {MONTHS_OF_MLA[day.month - 1]} {day.year}" if day else NO_DATE
    accessed = cited.accessed
    month = MONTHS_OF_MLA[accessed.month - 1]
    return cite(
        f"{sentence(listed(authors, ', and '))} " if authors else None,
        sentence(cited.headline) if cited.is_described else _quote(cited, "."),
        f" {sentence(cited.basis)}" if cited.basis else None,
        *_publication(cited, " ", ","),
        f" {date}, {cited.url}." if cited.url else f" {sentence(date)}",
        f" Accessed {accessed.day} {month} {accessed.year}." if cited.url else None,
    )


def chicago(cited: Cited) -> Citation:
    """Cite as the Chicago manual, 17th edition, does in a note."""
    names = [author.natural for author in cited.authors]
    if len(names) > MOST_AUTHORS_OF_CHICAGO:
        authors = f"{names[0]} et al."
    else:
        last = " and " if len(names) == 2 else ", and "
        authors = listed(names, last) if names else ""
    day, accessed = cited.day, cited.accessed
    basis = cited.basis[:1].lower() + cited.basis[1:]
    parts = [f"{day:%B} {day.day}, {day.year}" if day else NO_DATE, basis]
    if cited.url and not day:
        parts.append(f"accessed {accessed:%B} {accessed.day}, {accessed.year}")
    told = ", ".join(part for part in (*parts, cited.url) if part)
    publication = cited.publication.removeprefix("The ")
    return cite(
        f"{authors}, " if authors else None,
        f"{cited.headline}," if cited.is_described else _quote(cited, ","),
        *((" ", Run(publication, is_slanted=True), ",") if publication else ()),
        f" {told}" if told.endswith(".") and not cited.url else f" {told}.",
    )


def chicago_author_date(cited: Cited) -> Citation:
    """Cite as the Chicago manual, 17th edition, does in a list of references.

    Where nobody is named, the newspaper stands in the author's place.
    """
    names = [author.natural for author in cited.authors]
    names[:1] = [author.inverted for author in cited.authors[:1]]
    if len(names) > MOST_AUTHORS_OF_REFERENCES:
        authors = f"{', '.join(names[:AUTHORS_OF_REFERENCES_CUT])}, et al."
    else:
        authors = listed(names, ", and ") if names else ""
    headline = sentence(cited.headline) if cited.is_described else _quote(cited, ".")
    day, accessed = cited.day, cited.accessed
    year = f"{day.year}." if day else NO_DATE
    paper = Run(cited.publication.removeprefix("The "), is_slanted=True)
    if authors:
        before: tuple[Run | str, ...] = (f"{sentence(authors)} {year} {headline}",)
    elif paper.text:
        before = (paper, f". {year} {headline}")
    else:
        before = (f"{headline} {year}",)
    told = [f"{day:%B} {day.day}, {day.year}"] if day else []
    if cited.url and not day:
        told = [f"Accessed {accessed:%B} {accessed.day}, {accessed.year}"]
    is_named_after = bool(authors and paper.text)
    return cite(
        *before,
        *((" ", paper, "," if day else ".") if is_named_after else ()),
        *(f" {sentence(part)}" for part in (*told, cited.basis, cited.url) if part),
    )


def harvard(cited: Cited) -> Citation:
    """Cite as "Cite them right" does a newspaper article.

    Where nobody is named, the newspaper stands in the author's place.
    """
    names = [author.abbreviated("") for author in cited.authors]
    is_cut = len(names) > MOST_AUTHORS_OF_HARVARD
    authors = names[0] if is_cut else listed(names, " and ") if names else ""
    day, accessed = cited.day, cited.accessed
    year = f"({day.year if day else NO_DATE})"
    quoted = QUOTED_SINGLY.sub(r"“\1”", cited.headline)
    headline = cited.headline if cited.is_described else f"‘{quoted}’"
    date = f"{day.day} {day:%B}" if day else ""
    seen = f"{accessed.day} {accessed:%B} {accessed.year}"
    paper = Run(cited.publication, is_slanted=True)
    if authors:
        et_al = Run("et al. ", is_slanted=True) if is_cut else None
        before: tuple[Run | str | None, ...] = (
            f"{authors} ",
            et_al,
            f"{year} {headline}",
        )
        before += (", ", paper) if paper.text else ()
    else:
        placed = f" {year} {headline}" if paper.text else f"{headline} {year}"
        before = (paper, placed)
    return cite(
        *before,
        f", {date}." if date else ".",
        f" {sentence(cited.basis)}" if cited.basis else None,
        f" Available at: {cited.url} (Accessed: {seen})." if cited.url else None,
    )


def wikipedia(cited: Cited) -> Citation:
    """Cite as Wikipedia's template {{cite news}} does."""
    pairs: list[tuple[str, str]] = []
    for place, author in enumerate(cited.authors, 1):
        number = str(place) if len(cited.authors) > 1 else ""
        if author.given:
            pairs += [
                (f"last{number}", author.family),
                (f"first{number}", f"{author.given} {author.suffix}".strip()),
            ]
        else:
            pairs.append((f"author{number}", author.family))
    pairs += [
        ("title", cited.headline),
        ("work", cited.publication),
        ("agency", ", ".join(cited.credits)),
        ("date", _day(cited.day) if cited.day else NO_DATE),
        ("language", cited.language if cited.is_foreign else ""),
        ("url", cited.url),
        ("access-date", _day(cited.accessed) if cited.url else ""),
    ]
    told = "".join(f" |{name}={_wiki(value)}" for name, value in pairs if value)
    return cite(f"{{{{cite news{told}}}}}")


STYLES: tuple[tuple[str, Callable[[Cited], Citation]], ...] = (
    ("APA", apa),
    ("MLA", mla),
    ("Chicago notes", chicago),
    ("Chicago author-date", chicago_author_date),
    ("Harvard", harvard),
    ("Wikipedia", wikipedia),
)


def _publication(cited: Cited, before: str, after: str) -> tuple[Run | str, ...]:
    if not cited.publication:
        return ()
    return before, Run(cited.publication, is_slanted=True), after


def _quote(cited: Cited, end: str) -> str:
    """Return the headline in quotes; a mark at its end takes the place of a stop."""
    headline = QUOTED.sub(r"‘\1’", cited.headline)
    is_ended = end == "." and headline.endswith(ENDS)
    return f"“{headline}”" if is_ended else f"“{headline}{end}”"


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _wiki(value: str) -> str:
    """Return a value that no sign of the wiki's language is read in."""
    if value.startswith(("https://", "http://")):
        return IN_WIKI_ADDRESSES.sub(lambda sign: f"%{ord(sign[0]):02X}", value)
    signs = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;"}
    signs |= {"<": "&lt;", "&": "&amp;"}
    written = "".join(signs.get(sign, sign) for sign in value)
    return written.replace("''", "&#39;&#39;")
