"""Keeps where people are signed in, and ends it."""

from __future__ import annotations

import time
from typing import Any

import regex
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser, User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import SignIn
from archive.people import second_factor
from archive.people.slowing import address_of

SECONDS_BETWEEN_NOTES = 600
# In the session: when, and by which key, it was last noted that it is used.
SEEN = "seen_at"
SEEN_AS = "seen_as"
# The first that fits names the browser: each but Firefox says it is Safari, too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def note_new(*, request: HttpRequest, user: AbstractBaseUser, **rest: Any) -> None:
    """Keep a sign-in that is complete."""
    if second_factor.is_awaited(request):
        return
    # Sessions that nobody came back to.
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    _note(request, user)


def note_use(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Keep that a session is used, now and then, which also makes it last."""
    session = request.session
    is_old = time.time() - session.get(SEEN, 0) > SECONDS_BETWEEN_NOTES
    # A new password gives the session another key, and what was noted goes.
    if is_old or session.get(SEEN_AS) != session.session_key:
        _note(request, user)


def _note(request: HttpRequest, user: AbstractBaseUser) -> None:
    request.session[SEEN] = time.time()
    if request.session.session_key is None:
        request.session.save()
    key = request.session[SEEN_AS] = request.session.session_key
    used = {
        "seen_at": timezone.now(),
        "address": address_of(request),
        "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
    }
    with transaction.atomic():
        # It may have been ended from elsewhere a moment ago.
        if Session.objects.filter(pk=key).exists():
            SignIn.objects.update_or_create(
                session_id=key, person_id=user.pk, defaults=used
            )


def standing(user: AbstractBaseUser) -> QuerySet[SignIn]:
    """Return the browsers in which a person is signed in, the last used first."""
    now = timezone.now()
    return SignIn.objects.filter(person_id=user.pk, session__expire_date__gt=now)


@transaction.atomic
def end(sign_ins: QuerySet[SignIn]) -> int:
    """End sign-ins, and return how many that were."""
    keys = list(sign_ins.values_list("session_id", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def end_others(request: HttpRequest, user: AbstractBaseUser) -> int:
    """End every sign-in of a person but the one that asks."""
    own = request.session.session_key
    return end(SignIn.objects.filter(person_id=user.pk).exclude(session_id=own))


def end_void(
    *, instance: User, update_fields: frozenset[str] | None, **rest: Any
) -> None:
    """End what a closed account or a new password makes void.

    Else it would be listed as standing, and be alive again with the account.
    """
    if update_fields and not update_fields & {"is_active", "password"}:
        return
    own = SignIn.objects.filter(person_id=instance.pk).select_related("session")
    proof = instance.get_session_auth_hash()
    void = [
        found.pk
        for found in own
        if not instance.is_active
        or found.session.get_decoded().get(HASH_SESSION_KEY) != proof
    ]
    end(own.filter(pk__in=void))


def name_place(sign_in: SignIn) -> str:
    """Return which browser a person is signed in with, and where that is."""
    browser = name_browser(sign_in.browser)
    if not sign_in.address:
        return browser
    said = _("{browser} at {address}")
    return said.format(browser=browser, address=sign_in.address)


def name_browser(said: str) -> str:
    """Return a browser's name for what it says of itself."""
    browser = _first(BROWSERS, said)
    system = _first(SYSTEMS, said)
    if browser and system:
        return _("{browser} on {system}").format(browser=browser, system=system)
    return browser or system or _("An unknown browser")


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for mark, name in names if regex.search(mark, said)), "")
