"""Slows those who guess at passwords and codes, and nobody else."""

from __future__ import annotations

import datetime
import ipaddress
import math

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from archive.models import FailedSignIn, SignIn

WINDOW = datetime.timedelta(minutes=15)
# Failures within the window: of one name from one address; of one address with any
# names; of one name from addresses where this person was never signed in.
MOST_OF_BOTH = 10
MOST_OF_ADDRESS = 50
MOST_OF_NAME = 50
BITS_OF_IPV6_NETWORK = 64


class TooManyFailures(Exception):
    """Too much was tried and failed; says when to try again."""

    def __init__(self, until: datetime.datetime) -> None:
        minutes = max(1, math.ceil((until - timezone.now()).total_seconds() / 60))
        said = ngettext(
            "Too many attempts failed. Try again in {n} minute.",
            "Too many attempts failed. Try again in {n} minutes.",
            minutes,
        )
        super().__init__(said.format(n=minutes))
        self.until = until


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from; of IPv6 the network, which is one home."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    # Such as ::ffff:192.0.2.7, by which IPv6 sockets know the older addresses.
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    network = ipaddress.ip_network((address, BITS_OF_IPV6_NETWORK), strict=False)
    return str(network.network_address)


@transaction.atomic
def begin(name: str, *, address: str) -> None:
    """Count an attempt as failed until it is forgiven.

    Counted beforehand, many at the same moment are no way around the limit.
    Raises: TooManyFailures.
    """
    now = timezone.now()
    FailedSignIn.objects.filter(tried_at__lte=now - WINDOW).delete()
    by_address = FailedSignIn.objects.filter(address=address)
    by_name = FailedSignIn.objects.filter(name_digest=_digest(name))
    _check(by_address & by_name, MOST_OF_BOTH)
    _check(by_address, MOST_OF_ADDRESS)
    if not _is_known(name, address=address):
        _check(by_name, MOST_OF_NAME)
    FailedSignIn.objects.create(name_digest=_digest(name), address=address)


def forgive(name: str, *, address: str) -> None:
    """Forget what failed of a name from an address, once it was its person."""
    FailedSignIn.objects.filter(name_digest=_digest(name), address=address).delete()


def _check(failures: QuerySet[FailedSignIn], most: int) -> None:
    times = list(failures.order_by("-tried_at").values_list("tried_at", flat=True))
    if len(times) >= most:
        raise TooManyFailures(times[most - 1] + WINDOW)


def _is_known(name: str, *, address: str) -> bool:
    """Tell whether the person of a name is signed in at an address.

    What strangers do elsewhere must not keep people out.
    """
    known = SignIn.objects.filter(person__username=name, address=address)
    return known.exists()


def _digest(name: str) -> str:
    """Return what stands for a name, whether or not there is such a person."""
    text = User.normalize_username(name.strip()).casefold()
    return salted_hmac("archive.people.slowing", text, algorithm="sha256").hexdigest()
