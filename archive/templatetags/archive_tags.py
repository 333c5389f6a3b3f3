"""Offers the archive's wording to templates."""

import datetime

from django import template
from django.utils.html import format_html

from archive import newer, wording
from archive.models import Article

register = template.Library()


@register.filter
def counted(number: int, noun: str) -> str:
    """Return a number with its noun; "entry,entries" names an odd plural."""
    singular, _, plural = noun.partition(",")
    return wording.counted(number, singular, plural)


@register.filter
def grouped(number: int) -> str:
    """Return a number with its thousands parted."""
    return f"{number:,}"


@register.filter
def based_on(article: Article) -> str:
    """Return what an article rests on, or nothing."""
    credits = article.credits.all()
    if not credits:
        return ""
    return wording.based_on([credit.name for credit in credits if credit.is_named])


@register.filter(expects_localtime=True)
def dated(day: datetime.date | None) -> str:
    """Return a day, or that there is none."""
    if day is None:
        return "Undated"
    shown = f"{day.day} {day:%b} {day.year}"
    return format_html('<time datetime="{}">{}</time>', day.isoformat()[:10], shown)


@register.filter
def has_newer(article: Article) -> bool:
    """Tell whether a newer text waits beside an article that was edited by hand."""
    return article.edited_at is not None and newer.waits_for(article)


@register.filter
def opening(article: Article) -> str:
    """Return the text to show under a headline in a list."""
    return wording.opening(article)
