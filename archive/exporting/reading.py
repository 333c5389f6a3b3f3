"""Writes articles as one page to read, with contents and citations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.citing.citation import Citation
from archive.citing.cited import read_article
from archive.citing.styles import chicago
from archive.exporting.pack import Pack
from archive.locally import dated
from archive.models import Article
from archive.text import is_right_to_left
from archive.wording import based_on

STYLE = Path(__file__).with_name("standalone_parts") / "style.css"
# Seen by nobody, and taken for a letter that goes to the right.
MARK = "\u200e"


def write(pack: Pack) -> Iterator[str]:
    """Yield the page: the record, the contents, then the articles."""
    article_template = get_template("archive/export/article.html")
    contents = get_template("archive/export/contents_line.html")
    head = {"record": pack.record, "style": STYLE.read_text()}
    yield get_template("archive/export/head.html").render(head)
    for article in pack.headings():
        yield contents.render({"article": article, "facts": facts_of(article)})
    yield "</ol></nav>\n"
    for article, read in read_articles(pack):
        yield article_template.render({"article": article, "read": read})
    yield "</main></body></html>\n"


@dataclass(frozen=True)
class Read:
    """What stands around an article's text: its facts in a line, its citation."""

    facts: str
    citation: Citation


def read_articles(pack: Pack) -> Iterator[tuple[Article, Read]]:
    """Yield the articles with what stands around their texts."""
    today = timezone.localtime(pack.record.run_at).date()
    for article in pack.articles():
        citation = chicago(read_article(article, today=today))
        facts = facts_of(article)
        if article.headline_is_derived:
            facts = f"{facts} · {_('headline made from the first sentence')}"
        yield article, Read(facts, citation)


def facts_of(article: Article) -> str:
    """Return where and when an article was published, and by whom it was written."""
    day = article.published_on
    credits = article.credits.all()
    named = [credit.name for credit in credits if credit.is_named]
    told = (
        article.source.name if article.source else "",
        based_on(named) if credits else "",
        dated(day, "j F Y") if day else _("Undated"),
        article.byline,
        article.section,
    )
    return " · ".join(_kept_apart(text) for text in told if text)


def _kept_apart(text: str) -> str:
    """Return a text that does not turn the digits around it to its own side."""
    return f"{MARK}{text}{MARK}" if is_right_to_left(text) else text
