"""Marks an article for reading, its mentions numbered from the headline on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Article
from search.answers import Marks
from search.marking import Range, find_mentions
from search.snippets import MOST_STEPS, MarkedText, mark

PARAGRAPH_BREAK = "\n\n"
DATELINE = '<span class="dateline">{}</span> '
NUMBER = '<a class="number" href="#p{0}" aria-label="{3}">{0}</a> '


@dataclass(frozen=True)
class MarkedArticle:
    """The texts of one article with their marks."""

    headline: MarkedText
    paragraphs: tuple[MarkedText, ...]
    mention_count: int

    def body(self, *, dateline: str = "", is_numbered: bool = False) -> SafeString:
        """Return the paragraphs as HTML; they are named p1, p2 and so on for links."""
        place = format_html(DATELINE, dateline) if dateline else ""
        number = NUMBER if is_numbered else ""
        label = _("Paragraph {number}")
        return format_html_join(
            "\n",
            f'<p id="p{{0}}">{number}{{1}}{{2}}</p>',
            (
                (
                    count,
                    place if count == 1 else "",
                    paragraph.html,
                    label.format(number=count),
                )
                for count, paragraph in enumerate(self.paragraphs, 1)
            ),
        )

    @property
    def step_count(self) -> int:
        """How many of the mentions, the first ones, have links to their neighbours."""
        return min(self.mention_count, MOST_STEPS)


def mark_article(article: Article, marks: Marks) -> MarkedArticle:
    """Return an article with its marks; a phrase is one, over whatever it goes.

    A derived headline says what the body says: its marks are not counted again.
    """
    headline = mark(article.headline, marks)
    mentions = find_mentions(article.body, marks)
    before = 0 if article.headline_is_derived else len(headline.marks)
    total = before + len(mentions)
    return MarkedArticle(
        replace(headline, numbers=tuple(range(1, before + 1)), total=total),
        tuple(_paragraphs(article.body, mentions, before=before, total=total)),
        total,
    )


def _paragraphs(
    body: str, mentions: Sequence[Range], *, before: int, total: int
) -> Iterator[MarkedText]:
    """Yield the paragraphs, each with what stands in it of the mentions of all.

    before, total: how many mentions stand before the body, and in the whole article.
    """
    starts = [start for start, _ in mentions]
    ends = [end for _, end in mentions]
    begin = 0
    for text in body.split(PARAGRAPH_BREAK):
        finish = begin + len(text)
        inside = range(bisect_right(ends, begin), bisect_left(starts, finish))
        if text.strip():
            yield MarkedText(
                text,
                tuple(
                    (max(starts[n], begin) - begin, min(ends[n], finish) - begin)
                    for n in inside
                ),
                numbers=tuple(
                    before + n + 1 if starts[n] >= begin else 0 for n in inside
                ),
                total=total,
            )
        begin = finish + len(PARAGRAPH_BREAK)
