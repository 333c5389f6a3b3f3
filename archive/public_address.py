"""Says what addresses of the archive begin with, seen from elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def origin(request: HttpRequest) -> str:
    """Return the scheme and host that go before a path."""
    return settings.PUBLIC_URL or request.build_absolute_uri("/")[:-1]
