"""Lets whoever reads choose light or dark pages, and remembers it in a cookie."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

COOKIE = "theme"
THEMES = {
    "light": pgettext_lazy("pages", "Light"),
    "dark": pgettext_lazy("pages", "Dark"),
}
SECONDS_KEPT = 365 * 24 * 60 * 60


def chosen_theme(request: HttpRequest) -> dict[str, str]:
    """Tell templates which theme was chosen; nothing stands for the system's."""
    theme = request.COOKIES.get(COOKIE, "")
    return {"theme": theme if theme in THEMES else ""}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """Show the themes, or keep the one that is chosen and lead back."""
    if request.method != "POST":
        came_from = request.headers.get("Referer", "")
        context = {"themes": {"": _("As my system has it")} | THEMES, "next": came_from}
        return render(request, "archive/appearance.html", context)
    answer = redirect(_place_on_site(request.POST.get("next", ""), request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        answer.set_cookie(
            COOKIE,
            theme,
            max_age=SECONDS_KEPT,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    else:
        answer.delete_cookie(COOKIE)
    return answer


def _place_on_site(address: str, request: HttpRequest) -> str:
    """Return the path of an address of this site, or of the home page."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return reverse("home")
    parts = urlsplit(address)
    path = parts._replace(scheme="", netloc="").geturl()
    is_safe = url_has_allowed_host_and_scheme(path, None)
    return path if is_safe and parts.path != request.path else reverse("home")
