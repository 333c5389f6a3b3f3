"""Stands between a session and the pages: complete sign-ins only come through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.people import second_factor, sign_ins

# What stays open to somebody who has yet to set an authenticator up.
OPEN_TO_ALL = {"second-factor", "login", "logout", "favicon"}


class People:
    """Takes who has yet to give a code for nobody, and keeps who uses a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Who brings no session is nobody, and need not be asked for.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            if second_factor.is_awaited(request):
                request.user = AnonymousUser()
            elif request.user.is_authenticated:
                sign_ins.note_use(request, request.user)
        answer = self.get_response(request)
        if request.method == "POST" and _asks_to_sign_in(answer):
            return _lead_back(request)
        return answer

    def process_view(self, request: HttpRequest, *rest: Any) -> HttpResponseBase | None:
        """Lead who must have a second factor to where it is set up."""
        match = request.resolver_match
        if not settings.SECOND_FACTOR or match is None:
            return None
        if match.url_name in OPEN_TO_ALL or not second_factor.is_required(request.user):
            return None
        if request.session.get(second_factor.GIVEN):
            return None
        said = _("This archive asks you for a second factor.")
        messages.warning(request, said)
        return redirect("second-factor")


def _asks_to_sign_in(answer: HttpResponseBase) -> bool:
    where = answer.headers.get("Location", "")
    return where.startswith((f"{reverse('login')}?", f"{reverse('admin:login')}?"))


def _lead_back(request: HttpRequest) -> HttpResponseBase:
    """Have sign-in lead to the page of the form: what it was sent to may be none."""
    if not request.user.is_authenticated:
        said = _(
            "You are not signed in any more: what you sent was not done. Sign in, and "
            "do it again."
        )
        messages.warning(request, said)
    came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    if came_from.netloc != request.get_host():
        return redirect_to_login(resolve_url(settings.LOGIN_REDIRECT_URL))
    return redirect_to_login(came_from._replace(scheme="", netloc="").geturl())
