"""Lets a server that knows the people already sign them in, by OpenID Connect."""

import importlib.util
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "sso"
APPS = [
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
NEEDED = ("allauth", "requests", "jwt")
INSTALL = "make sso"


def check_installed() -> None:
    """Raise ImproperlyConfigured when what single sign-on needs is not there."""
    if not all(map(importlib.util.find_spec, NEEDED)):
        raise ImproperlyConfigured(
            "ARCHIVE_OIDC_SERVER is set, but what single sign-on needs is not "
            f"installed: run `{INSTALL}`."
        )


def origins(server: str) -> list[str]:
    """Return where the browser is sent to sign in, if anywhere."""
    parts = urlsplit(server)
    return [f"{parts.scheme}://{parts.netloc}"] if server else []


def providers(server: str, *, name: str, client: str, secret: str) -> dict[str, Any]:
    """Return the settings of allauth; raise ImproperlyConfigured when some lack."""
    if not (client and secret):
        raise ImproperlyConfigured(
            "ARCHIVE_OIDC_SERVER is set: write ARCHIVE_OIDC_CLIENT and "
            "ARCHIVE_OIDC_SECRET, too, as that server gave them to you."
        )
    app = {
        "provider_id": PROVIDER,
        "name": name or PROVIDER,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
