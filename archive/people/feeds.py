"""Opens feeds, and nothing else, to programs that cannot sign in."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import FeedKey

BYTES_OF_A_KEY = 15

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def feed(view: View) -> View:
    """Mark a view as a feed, which a personal address may open."""
    view.is_feed = True  # type: ignore[attr-defined]
    return view


def make_key(person: AbstractBaseUser) -> None:
    """Make new addresses for a person's feeds; those before are void."""
    value = secrets.token_urlsafe(BYTES_OF_A_KEY)
    FeedKey.objects.update_or_create(person_id=person.pk, defaults={"value": value})


def revoke_key(person: AbstractBaseUser) -> None:
    """Make the addresses of a person's feeds void."""
    FeedKey.objects.filter(person_id=person.pk).delete()


def personal_address(user: User, address: str) -> str | None:
    """Return a feed's address that needs no sign-in, if the person wants such."""
    # Like a missing one, it is asked for once a request.
    key = getattr(user, "feed_key", None)
    if key is None:
        return None
    path, mark, query = address.partition("?")
    signed = _signer().sign(key.value)
    return reverse("feed-by-key", args=[signed, path.lstrip("/")]) + mark + query


def feed_address(
    user: User | AnonymousUser, address: str, *, is_own: bool = False
) -> str | None:
    """Return the address that a page gives for a feed, if the feed can be had.

    is_own: the feed shows what is a person's own, and asks for sign-in everywhere.
    """
    if isinstance(user, User) and (settings.PRIVATE or is_own):
        return personal_address(user, address)
    return address


@login_not_required
@require_safe
def by_key(request: HttpRequest, key: str, path: str) -> HttpResponseBase:
    """Answer a feed as its person would see it."""
    person = _person_of(key)
    match = resolve(f"/{path}")
    if person is None or not getattr(match.func, "is_feed", False):
        raise Http404(_("There is no such feed, or its address was made void."))
    request.user = person
    answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return answer


def _person_of(signed: str) -> User | None:
    try:
        value = _signer().unsign(signed)
    except BadSignature:
        return None
    found = FeedKey.objects.select_related("person")
    key: Any = found.filter(value=value, person__is_active=True).first()
    return key.person if key else None


def _signer() -> Signer:
    # What the database holds opens no feed without the secret key.
    return Signer(salt="archive.people.feeds", sep=".")
