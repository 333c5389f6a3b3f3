"""Remembers the last searches in the reader's browser, and nowhere else."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from search.asking.address import DISPLAY, Address
from search.asking.forms import SearchForm
from search.results.chips import make_chips
from search.saving.searches import default_name, forms_of

COOKIE = "recent_searches"
SALT = "search.saving.recent"
DAYS_KEPT = 30
MOST_SEARCHES = 20
MOST_BYTES = 3_500
LONGEST_PARAMETERS = 1_500


@dataclass(frozen=True)
class RecentSearch:
    """A search of this browser; its number stays its own while it is remembered."""

    number: int
    total: int
    parameters: str


@dataclass(frozen=True)
class ListedSearch:
    """A recent search as a page lists it."""

    number: int
    total: int
    name: str
    address: str


def read_recent(request: HttpRequest) -> tuple[RecentSearch, ...]:
    """Return this browser's searches, the newest number first.

    What somebody else left when signing out is not shown.
    """
    try:
        kept = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=DAYS_KEPT * 86_400
        )
    except (signing.BadSignature, ValueError, zlib.error):
        return ()
    match kept:
        case {"owner": owner, "searches": list(entries)} if owner in (
            None,
            request.user.pk,
        ):
            read = [search for entry in entries if (search := _read(entry))]
        case _:
            return ()
    by_number = {search.number: search for search in read[:MOST_SEARCHES]}
    return tuple(by_number[number] for number in sorted(by_number, reverse=True))


def list_recent(request: HttpRequest) -> list[ListedSearch]:
    """Return this browser's searches in words, the newest number first."""
    searches = read_recent(request)
    forms = forms_of(search.parameters for search in searches)
    return [
        ListedSearch(
            search.number,
            search.total,
            default_name(form, make_chips(form)),
            str(form.address),
        )
        for search, form in zip(searches, forms, strict=True)
    ]


def recent_queries(request: HttpRequest) -> tuple[str, ...]:
    """Return the query texts of this browser's searches, the newest first."""
    asked = (QueryDict(search.parameters) for search in read_recent(request))
    return tuple(dict.fromkeys(filter(None, (data.get("q", "") for data in asked))))


def set_address(form: SearchForm) -> Address:
    """Return the address of a set of articles, however they are shown."""
    return form.address.without(*DISPLAY)


def remember(
    request: HttpRequest, response: HttpResponse, form: SearchForm, total: int
) -> None:
    """Add a search whose first page is shown to those of this browser.

    The same search keeps its number, with its count as it is now.
    """
    parameters = set_address(form).query
    if not parameters or len(parameters) > LONGEST_PARAMETERS:
        return
    if form.to_request().page > 1:
        return
    before = read_recent(request)
    same = [search for search in before if search.parameters == parameters]
    last = before[0].number if before else 0
    number = same[0].number if same else last + 1
    found = RecentSearch(number, total, parameters)
    if found in before:
        return
    others = [search for search in before if search.number != number]
    searches = sorted([found, *others], key=lambda search: -search.number)
    _write(response, searches[:MOST_SEARCHES], owner=request.user.pk)


def forget(response: HttpResponse) -> None:
    """Have the browser forget its searches."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _write(
    response: HttpResponse, searches: list[RecentSearch], *, owner: int | None
) -> None:
    """Keep as many searches as a cookie holds; the oldest leave."""
    kept = [[search.number, search.total, search.parameters] for search in searches]
    while True:
        value = {"owner": owner, "searches": kept}
        text = signing.dumps(value, salt=SALT, compress=True)
        if len(text) <= MOST_BYTES:
            break
        kept.pop()
    response.set_cookie(
        COOKIE,
        text,
        max_age=DAYS_KEPT * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(entry: Any) -> RecentSearch | None:
    """Return what an entry of the cookie says; None if it makes no sense."""
    match entry:
        case [int(number), int(total), str(parameters)] if (
            number > 0 and total >= 0 and 0 < len(parameters) <= LONGEST_PARAMETERS
        ):
            return RecentSearch(number, total, parameters)
        case _:
            return None
