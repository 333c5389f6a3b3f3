"""Offers what a query names that is a date or a file, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.locally import grouped
from archive.models import Article
from search.asking.forms import SearchForm
from search.engine import Engine
from search.language.dates import describe, read_day_or_month
from search.language.query import Query
from search.language.tree import LabelField, Range, RangeField
from search.request import everything
from search.results.offers import Offer

LONGEST_NAME = 255
# What stands at the end of a file's name, and of few other things.
FILE_NAME = regex.compile(r"\S(?:[^\n]*\S)?\.[A-Za-z][A-Za-z0-9]{1,4}")


def offer_named(form: SearchForm, engine: Engine) -> Iterator[Offer]:
    """Offer the day, the month or the file that is all the query names."""
    text = form.query.text.strip()
    yield from offer_date(text, engine)
    yield from offer_file(text, form)


def offer_date(text: str, engine: Engine) -> Iterator[Offer]:
    """Offer all articles of a day or a month, if a text is one."""
    days = read_day_or_month(text)
    if not days:
        return
    first, last = days
    period = Range(RangeField.DATE, first, last)
    count = engine.count(replace(everything(), query=Query("", period)))
    if not count:
        return
    if first == last:
        address = reverse("day", args=[first.year, first.month, first.day])
        name = _("all of that day")
    else:
        address = reverse("month", args=[first.year, first.month])
        name = _("all of that month")
    told = ngettext(
        "{n} article was published {when}", "{n} articles were published {when}", count
    ).format(n=grouped(count), when=describe(period))
    yield Offer(told, name, address, count)


def offer_file(text: str, form: SearchForm) -> Iterator[Offer]:
    """Offer the article that was read from a file, or all of them."""
    if len(text) > LONGEST_NAME or not FILE_NAME.fullmatch(text):
        return
    ids = form.names.find(LabelField.FILE, text.strip("\"'“”"))
    articles = Article.objects.live().in_bulk(ids)
    finding = ngettext(
        "{n} article was read from this file",
        "{n} articles were read from this file",
        len(articles),
    ).format(n=grouped(len(articles)))
    if len(articles) == 1:
        (article,) = articles.values()
        yield Offer(finding, article.headline, article.get_absolute_url(), 1)
    elif articles:
        address = form.address.setting(q=f'file:"{text}"', dialect="")
        yield Offer(finding, _("all of them"), str(address), len(articles))
