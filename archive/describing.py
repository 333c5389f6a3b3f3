"""Says what is known of an article to programs, in the head of its page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.citing.authors import Author
from archive.citing.cited import Cited
from archive.importing.headlines import opening_sentence
from archive.locally import dated
from archive.models import Article

SUMMARY_CHARACTERS = 240
HEADLINE_CHARACTERS = 110
# Within a script element these signs could end it.
IN_SCRIPTS = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})

# Names and values; a name can stand several times, a value that is not known is empty.
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Description:
    """An article as the head of its page tells of it; what is not known is left out.

    metas: elements that name facts. linked_data: JSON of schema.org, fit to stand in a
    script element.
    """

    address: str
    metas: SafeString
    linked_data: SafeString


def describe(article: Article, cited: Cited, *, origin: str) -> Description:
    """Return what is known of an article; origin: what its addresses begin with."""
    address = f"{origin}{article.get_absolute_url()}"
    summary = Truncator(opening_sentence(article.body)).chars(SUMMARY_CHARACTERS)
    moment = _moment(article)
    return Description(
        address,
        _metas("name", _names(cited, summary, address))
        + _metas("property", _properties(cited, summary, address, moment)),
        _as_script(
            {
                "@context": "https://schema.org",
                "@graph": [
                    _news_article(article, cited, summary, address, moment),
                    _breadcrumbs(article, cited, address, origin),
                ],
            }
        ),
    )


def _names(cited: Cited, summary: str, address: str) -> Facts:
    """Return what Zotero, Scholar and catalogues look for."""
    day = cited.day.isoformat() if cited.day else ""
    return [
        ("description", summary),
        ("author", ", ".join(author.natural for author in cited.authors)),
        ("z:itemType", "newspaperArticle"),
        ("citation_title", cited.headline),
        *(("citation_author", author.inverted) for author in cited.authors),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_language", cited.language),
        ("citation_public_url", address),
        ("prism.publicationName", cited.publication),
        ("prism.publicationDate", day),
        ("prism.section", cited.section),
        ("dcterms.title", cited.headline),
        *(("dcterms.creator", author.inverted) for author in cited.authors),
        ("dcterms.issued", day),
        ("dcterms.publisher", cited.publication),
        ("dcterms.language", cited.language),
        *(("dcterms.subject", tag) for tag in cited.tags),
        ("dcterms.identifier", address),
    ]


def _properties(cited: Cited, summary: str, address: str, moment: str) -> Facts:
    """Return what previews of links look for."""
    return [
        ("og:type", "article"),
        ("og:title", cited.headline),
        ("og:description", summary),
        ("og:url", address),
        # Zotero takes this for the newspaper: it is never the archive's own name.
        ("og:site_name", cited.publication),
        ("article:published_time", moment),
        ("article:section", cited.section),
        *(("article:tag", tag) for tag in cited.tags),
    ]


def _news_article(
    article: Article, cited: Cited, summary: str, address: str, moment: str
) -> dict[str, Any]:
    headline = Truncator(cited.headline).chars(HEADLINE_CHARACTERS)
    return _known(
        {
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            # One that was derived was never printed above the text.
            "name" if cited.is_described else "headline": headline,
            "description": summary,
            "author": [_author(author) for author in cited.authors],
            "publisher": {"@type": "Organization", "name": cited.publication}
            if cited.publication
            else None,
            "creditText": cited.basis_here,
            "datePublished": moment,
            "dateline": article.dateline,
            "articleSection": cited.section,
            "inLanguage": cited.language,
            "keywords": list(cited.tags),
            "wordCount": article.word_count,
            "isBasedOn": article.url,
        }
    )


def _author(author: Author) -> dict[str, str]:
    if not author.given:
        return {"@type": "Organization", "name": author.natural}
    person = {"givenName": author.given, "familyName": author.family}
    return {"@type": "Person", "name": author.natural} | person


def _breadcrumbs(
    article: Article, cited: Cited, address: str, origin: str
) -> dict[str, Any]:
    """Return the way from the archive's first page to the article, by its day."""
    steps = [(_("News Archive"), reverse("home"))]
    if day := article.published_on:
        steps += [
            (str(day.year), reverse("year", args=[day.year])),
            (dated(day, "F Y"), reverse("month", args=[day.year, day.month])),
            (
                dated(day, "j F Y"),
                reverse("day", args=[day.year, day.month, day.day]),
            ),
        ]
    else:
        steps.append((_("Undated"), reverse("undated")))
    places = [(name, f"{origin}{path}") for name, path in steps]
    places.append((cited.headline, address))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": item}
            for place, (name, item) in enumerate(places, 1)
        ],
    }


def _moment(article: Article) -> str:
    """Return when an article was published, with the hour if that is known.

    An hour of another day, as this archive's clocks go, is not told.
    """
    day, at = article.published_on, article.published_at
    if at and timezone.localdate(at) == day:
        return timezone.localtime(at).isoformat()
    return day.isoformat() if day else ""


def _metas(attribute: str, facts: Facts) -> SafeString:
    known = ((attribute, name, value) for name, value in facts if value)
    return format_html_join("", '<meta {}="{}" content="{}">\n', known)


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}


def _as_script(data: dict[str, Any]) -> SafeString:
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(IN_SCRIPTS))
