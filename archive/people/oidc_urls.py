"""The addresses of single sign-on, where there is one: no more than it needs."""

from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import RedirectView

from archive.people.oidc import PROVIDER

FORBIDDEN = 403


@login_not_required
@require_safe
def not_let_in(request: HttpRequest) -> HttpResponse:
    """Say that single sign-on did not let somebody in."""
    return render(request, "account/not_let_in.html", status=FORBIDDEN)


HERE = f"sign-in/{PROVIDER}/"
provider = {"provider_id": PROVIDER}

# allauth leads to addresses of these names.
urlpatterns = [
    path(HERE, require_POST(openid.login), provider, name="openid_connect_login"),
    path(f"{HERE}callback/", openid.callback, provider, name="openid_connect_callback"),
    path(
        f"{HERE}start/",
        login_not_required(RedirectView.as_view(pattern_name="login")),
        name="account_login",
    ),
    path(f"{HERE}closed/", not_let_in, name="account_inactive"),
    path(f"{HERE}refused/", not_let_in, name="socialaccount_login_error"),
    path(f"{HERE}cancelled/", not_let_in, name="socialaccount_login_cancelled"),
    path(f"{HERE}taken/", not_let_in, name="socialaccount_signup"),
]
