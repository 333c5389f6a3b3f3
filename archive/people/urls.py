"""The addresses of sign-in and account; archive/urls.py shows where they stand."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path

from archive.people import account, feeds, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.SignIn.as_view(), name="login"),
    path("sign-in/code/", views.enter_code, name="sign-in-code"),
    path("sign-out/", login_not_required(LogoutView.as_view()), name="logout"),
    path("feeds/<str:key>/<path:path>", feeds.by_key, name="feed-by-key"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="change-password"),
    path("account/second-factor/", account.set_up_second_factor, name="second-factor"),
    path(
        "account/second-factor/off/",
        account.remove_second_factor,
        name="remove-second-factor",
    ),
    path(
        "account/second-factor/codes/",
        account.renew_recovery_codes,
        name="renew-recovery-codes",
    ),
    path("account/sign-ins/<int:pk>/end/", account.end_sign_in, name="end-sign-in"),
    path(
        "account/sign-ins/end/", account.end_other_sign_ins, name="end-other-sign-ins"
    ),
    path("account/feeds/make/", account.make_feed_key, name="make-feed-key"),
    path("account/feeds/revoke/", account.revoke_feed_key, name="revoke-feed-key"),
]
if settings.OIDC_SERVER:
    urlpatterns.append(path("", include("archive.people.oidc_urls")))
