"""Asks for a code of a person's authenticator besides the password."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from typing import Any
from urllib.parse import urlsplit

import pyotp
import segno
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.models import SecondFactor
from archive.people.roles import is_editor

STEP_SECONDS = 30
SECONDS_TO_ENTER_CODE = 600
RECOVERY_CODES = 10
BYTES_OF_A_RECOVERY_CODE = 10

# In the session: since when a code is awaited; whether one was given.
AWAITED = "code_awaited"
GIVEN = "code_given"


def has_one(person: AbstractBaseUser) -> bool:
    """Tell whether a person has set an authenticator up."""
    return SecondFactor.objects.filter(person_id=person.pk).exists()


def is_required(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether somebody must have one, as the site is set up."""
    if settings.SECOND_FACTOR == "editors":
        return is_editor(user)
    return settings.SECOND_FACTOR == "all" and user.is_authenticated


def await_code(*, request: HttpRequest, user: AbstractBaseUser, **rest: Any) -> None:
    """Make a sign-in, by whatever door, wait for its code."""
    request.session.pop(GIVEN, None)
    request.session.pop(AWAITED, None)
    if has_one(user):
        request.session[AWAITED] = time.time()


def is_awaited(request: HttpRequest) -> bool:
    """Tell whether who is signed in has yet to give a code."""
    return AWAITED in request.session


def is_too_late(request: HttpRequest) -> bool:
    """Tell whether the password was given too long ago for a code to complete it."""
    waited: float = time.time() - request.session[AWAITED]
    return waited > SECONDS_TO_ENTER_CODE


def accept(person: AbstractBaseUser, code: str) -> bool:
    """Tell whether a code is right; none is accepted twice."""
    found = SecondFactor.objects.filter(person_id=person.pk).first()
    if found is None:
        return False
    typed = "".join(code.split()).replace("-", "")
    if len(typed) > len("000000"):
        return _accept_recovery(found, typed)
    step = step_of(found.secret, typed)
    if step is None:
        return False
    # One statement: of two with the same code at the same time, one is right.
    unused = SecondFactor.objects.filter(pk=found.pk, last_step__lt=step)
    return unused.update(last_step=step) == 1


def step_of(secret: str, code: str) -> int | None:
    """Return the half minute that a code belongs to: this one or one beside it."""
    now = int(time.time()) // STEP_SECONDS
    otp = pyotp.TOTP(secret)
    for step in (now, now - 1, now + 1):
        if pyotp.utils.strings_equal(otp.generate_otp(step), code):
            return step
    return None


def set_up(person: User, secret: str, *, step: int) -> list[str]:
    """Ask for codes from now on, and return the recovery codes."""
    codes = _new_codes()
    made = {
        "secret": secret,
        "last_step": step,
        "recovery_digests": [_digest(code) for code in codes],
    }
    SecondFactor.objects.update_or_create(person=person, defaults=made)
    return codes


def renew_codes(person: User) -> list[str]:
    """Return new recovery codes; those before are void."""
    codes = _new_codes()
    own = SecondFactor.objects.filter(person=person)
    own.update(recovery_digests=[_digest(code) for code in codes])
    return codes


def recovery_codes_left(person: User) -> int | None:
    """Count a person's recovery codes; None without a second factor."""
    found = SecondFactor.objects.filter(person=person).first()
    return None if found is None else len(found.recovery_digests)


def remove(person: User) -> None:
    """Ask for no codes any more."""
    SecondFactor.objects.filter(person=person).delete()


def new_secret() -> str:
    """Return a secret for an authenticator."""
    return pyotp.random_base32()


def picture(secret: str, *, person: User) -> str:
    """Return what an authenticator scans, as the address of an image."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    issuer = f"{_('News Archive')} {host}" if host else _("News Archive")
    address = pyotp.TOTP(secret).provisioning_uri(
        name=person.username, issuer_name=issuer
    )
    return segno.make(address, micro=False).svg_data_uri(dark="#000", light="#fff")


@transaction.atomic
def _accept_recovery(found: SecondFactor, code: str) -> bool:
    # Read again: the transaction waits for whoever uses a code now.
    found.refresh_from_db()
    digest = _digest(code)
    if digest not in found.recovery_digests:
        return False
    found.recovery_digests.remove(digest)
    found.save(update_fields=["recovery_digests"])
    return True


def _new_codes() -> list[str]:
    """Return codes like abcd-efgh-ijkl-mnop, which no one can guess."""
    codes = []
    for _number in range(RECOVERY_CODES):
        random = secrets.token_bytes(BYTES_OF_A_RECOVERY_CODE)
        text = base64.b32encode(random).decode().lower()
        codes.append("-".join(text[n : n + 4] for n in range(0, len(text), 4)))
    return codes


def _digest(code: str) -> str:
    """Return what is kept of a code: so long a random text needs no slow digest."""
    plain = code.replace("-", "").lower()
    return hashlib.sha256(plain.encode()).hexdigest()
