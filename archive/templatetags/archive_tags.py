"""Offers the archive's wording to templates."""

import datetime

from django import template
from django.conf import settings
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive import locally, newer, wording
from archive.importing import codes
from archive.models import Article

register = template.Library()


register.filter(codes.format_in_words)
register.filter(codes.given_in_words)
register.filter(codes.rule_in_words)
register.filter("counted", locally.counted)
register.filter("grouped", locally.grouped)
register.simple_tag(locally.pages_language)


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
        return _("Undated")
    moment = day.isoformat()[:10]
    return format_html('<time datetime="{}">{}</time>', moment, locally.dated(day))


@register.filter(expects_localtime=True)
def shown(day: datetime.date, form: str) -> str:
    """Return a day or a moment in one of the forms of dates."""
    return locally.dated(day, form)


@register.filter
def has_newer(article: Article) -> bool:
    """Tell whether a newer text waits beside an article that was edited by hand."""
    return article.edited_at is not None and newer.waits_for(article)


@register.filter
def language(article: Article) -> str:
    """Return the language to read an article in: its own, or the archive's only one."""
    *others, last = settings.LANGUAGES_OF_ARTICLES
    return article.language or ("" if others else last)


@register.filter
def opening(article: Article) -> str:
    """Return the text to show under a headline in a list."""
    return wording.opening(article)


@register.simple_tag(takes_context=True)
def here(context: RequestContext, names: str) -> SafeString:
    """Mark a link of the menu as that of the page at hand, or of the page's kind."""
    request = context.get("request")
    match = request.resolver_match if request else None
    is_here = match is not None and match.url_name in names.split()
    return mark_safe(' aria-current="true"' if is_here else "")
