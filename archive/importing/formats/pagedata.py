"""Reads what a page says of its article: in JSON-LD, OpenGraph and other tags."""

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from archive.importing.dates import When
from archive.importing.formats.fields import date_of

ARTICLE = re.compile(r"(?:[A-Z]\w*)?(?:Article|BlogPosting|Reportage|Report)")
MOST_OBJECTS = 1_000
META = {
    "headline": "citation_title og:title twitter:title dc.title dcterms.title",
    "date": "article:published_time citation_publication_date citation_date"
    " parsely-pub-date sailthru.date dc.date.issued dcterms.issued dcterms.date"
    " dc.date dcterms.created datepublished pubdate publishdate publication_date"
    " article.published og:published_time date",
    "source": "prism.publicationname citation_journal_title og:site_name"
    " application-name dcterms.publisher dc.publisher publisher",
    "byline": "citation_author parsely-author sailthru.author author dc.creator"
    " dcterms.creator byl article:author",
    "section": "article:section parsely-section section",
    "language": "citation_language dcterms.language dc.language language og:locale",
    "tags": "article:tag news_keywords parsely-tags keywords",
    "url": "citation_public_url og:url",
}
META_OF = {field: tuple(names.split()) for field, names in META.items()}
SAVED_FROM = re.compile(r"\burl:\s+(https?://\S+)|saved from url=\(\d+\)(https?://\S+)")
DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?=[/_-])")
WORLD = re.compile(r"https?://", re.IGNORECASE)
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
NO_AUTHOR = frozenset(("", "admin", "administrator", "webmaster"))
AFTER_TITLE = re.compile(r"\s+(?:[|–—»·•]|--?)\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class PageData:
    """What a page says of its article."""

    headline: str
    when: When
    source: str
    byline: str
    section: str
    language: str
    url: str
    tags: tuple[str, ...]
    body: str  # the text that its data gives, as HTML or plain; often there is none


def page_data(tree: Any, *, html: str) -> PageData:
    """Return what a page's data says, the most exact first."""
    data, meta = _article_of(tree), _meta_of(tree)
    publisher = data.get("publisher")
    url = _address(tree, data=data, meta=meta, html=html)
    tags = _names(data.get("keywords")) or _all(meta, "tags")
    source = _name(publisher) or _one(meta, "source")
    return PageData(
        headline=_headline(tree, data=data, meta=meta, source=source),
        when=_when(tree, data=data, meta=meta, url=url),
        source="" if WORLD.match(source) else source,
        byline=_byline(data, meta=meta),
        section=next(iter(_names(data.get("articleSection"))), "")
        or _one(meta, "section"),
        language=_language(tree, data=data, meta=meta),
        url=url,
        tags=tuple(dict.fromkeys(part for tag in tags for part in _cut(tag))),
        body=_text(data.get("articleBody")),
    )


def _article_of(tree: Any) -> dict[str, Any]:
    """Return the first object of JSON-LD that is an article."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        try:
            found = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for part in _objects(found):
            types = part.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(n, str) and ARTICLE.fullmatch(n) for n in names):
                return part
    return {}


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    waiting, count = [found], 0
    while waiting and count < MOST_OBJECTS:
        count += 1
        part = waiting.pop(0)
        if isinstance(part, list):
            waiting += part[:MOST_OBJECTS]
        elif isinstance(part, dict):
            yield part
            waiting += [part[n] for n in ("@graph", "mainEntity") if n in part]


def _meta_of(tree: Any) -> dict[str, list[str]]:
    """Return the page's tags of data by their names in small letters."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for tag in tree.iterfind(".//meta"):
        names = (tag.get(kind) for kind in ("property", "name", "itemprop"))
        content = (tag.get("content") or "").strip()
        for name in names:
            if name and content:
                found[name.strip().lower()].append(content)
    return found


def _one(meta: dict[str, list[str]], field: str) -> str:
    return next(iter(_all(meta, field)), "")


def _all(meta: dict[str, list[str]], field: str) -> list[str]:
    """Return all values of the first name of a field that the page has."""
    return next((meta[name] for name in META_OF[field] if name in meta), [])


def _headline(
    tree: Any, *, data: dict[str, Any], meta: dict[str, list[str]], source: str
) -> str:
    title = " ".join((tree.findtext(".//title") or "").split())
    given = _text(data.get("headline")) or _one(meta, "headline")
    headings = [" ".join(h.itertext()) for h in tree.iterfind(".//h1")]
    headings = [" ".join(heading.split()) for heading in headings if heading.strip()]
    # A heading that the title begins with is the article's own, in full.
    for heading in headings:
        if given and heading.casefold() == given.casefold():
            return given
    if not given and len(headings) == 1:
        return headings[0]
    return _without_paper(given or title, source=source, is_title=not given)


def _without_paper(headline: str, *, source: str, is_title: bool) -> str:
    """Cut the newspaper's name off a headline, and what ends a page's title."""
    parted = AFTER_TITLE.split(headline)
    is_paper = parted[-1].casefold() == source.casefold() or (
        is_title and len(parted[0]) > 20
    )
    if len(parted) < 2 or not is_paper:
        return headline
    return headline[: headline.rindex(parted[-1])].rstrip(" |–—»·•-")


def _when(
    tree: Any, *, data: dict[str, Any], meta: dict[str, list[str]], url: str
) -> When:
    """Return the day by the first rule that gives one."""
    found = [("JSON-LD datePublished", _text(data.get("datePublished")))]
    found += [
        (f"meta {name}", meta[name][0]) for name in META_OF["date"] if name in meta
    ]
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        found.append(
            ("itemprop datePublished", element.get("datetime") or element.text or "")
        )
    times = {t.get("datetime") for t in tree.iterfind(".//article//time[@datetime]")}
    if len(times) == 1:
        found.append(("the only time in the article", times.pop() or ""))
    if match := DAY_IN_ADDRESS.search(url):
        found.append(("the page's address", "-".join(match.groups())))
    problem = When()
    for rule, text in found:
        when = date_of(text, rule=rule)
        if when.day and _is_possible(when.day):
            return when
        problem = problem if problem.problem else when
    return problem if problem.problem else When()


def _is_possible(day: datetime.date) -> bool:
    """Tell whether a page can be of this day: 1970-01-01 is a computer's zero."""
    return day.year > 1_600 and day != datetime.date(1970, 1, 1)


def _byline(data: dict[str, Any], *, meta: dict[str, list[str]]) -> str:
    authors = _names(data.get("author"), cut=False) or _all(meta, "byline")
    names = (re.sub(r"^(?i:by)\s+", "", " ".join(name.split())) for name in authors)
    kept = [n for n in names if n.lower() not in NO_AUTHOR and not WORLD.match(n)]
    return ", ".join(dict.fromkeys(kept))


def _language(tree: Any, *, data: dict[str, Any], meta: dict[str, list[str]]) -> str:
    names = (_text(data.get("inLanguage")), tree.get("lang"), tree.get("xml:lang"))
    for name in (*names, *_all(meta, "language")):
        if name and LANGUAGE.fullmatch(name.strip()):
            return str(name).strip().replace("_", "-")
    return ""


def _address(
    tree: Any, *, data: dict[str, Any], meta: dict[str, list[str]], html: str
) -> str:
    links = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")]
    saved = SAVED_FROM.search(html[:4_000])
    links += [*_all(meta, "url"), _text(data.get("url"))]
    links += [group for group in (saved.groups() if saved else ()) if group]
    whole = (link.strip() for link in links if link)
    return next((link for link in whole if WORLD.match(link)), "")


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return unescape(value).strip() if isinstance(value, str) else ""


def _name(value: Any) -> str:
    return next(iter(_names(value, cut=False)), "")


def _names(value: Any, *, cut: bool = True) -> list[str]:
    """Return the names of what may be a text, an object or a list of either."""
    parts = value if isinstance(value, list) else [value]
    names = [p.get("name") if isinstance(p, dict) else p for p in parts]
    names = [n[0] if isinstance(n, list) and n else n for n in names]
    texts = [unescape(name) for name in names if isinstance(name, str)]
    return [part for text in texts for part in (_cut(text) if cut else [text])]


def _cut(text: str) -> list[str]:
    return [part.strip() for part in re.split("[,;]", text) if part.strip()]
