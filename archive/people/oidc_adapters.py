"""Tells allauth whom single sign-on lets in, and as what."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from archive.people import second_factor
from archive.people.roles import Role, give_role
from archive.people.views import lead_to_code


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # untyped
    """Makes no accounts: people come from the other server, or from administrators."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str, **kwargs: Any
    ) -> HttpResponse:
        answer: HttpResponse = super().post_login(
            request, user, redirect_url=redirect_url, **kwargs
        )
        if second_factor.is_awaited(request):
            return lead_to_code(redirect_url)
        return answer

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows says enough."""


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """Lets in whom the server lets in; a new one is a reader."""

    def is_open_for_signup(self, request: HttpRequest, login: SocialLogin) -> bool:
        return True

    def save_user(
        self, request: HttpRequest, login: SocialLogin, form: Any = None
    ) -> User:
        person: User = super().save_user(request, login, form)
        give_role(person, Role.READER)
        return person
