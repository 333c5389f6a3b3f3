"""Shows people their account, and changes it for them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from archive.locally import grouped
from archive.people import feeds, second_factor, sign_ins
from archive.people.forms import (
    CodeForm,
    ConfirmForm,
    NewPasswordForm,
    PersonForm,
    SetUpForm,
)
from archive.people.roles import role_of

# In the session: the secret of an authenticator that is being set up.
NEW_SECRET = "new_secret"
SECONDS_A_DAY = 86_400


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show what a person can see to of their account."""
    person = _person(request)
    context = {
        "role": role_of(person),
        "recovery_codes": second_factor.recovery_codes_left(person),
        "is_required": second_factor.is_required(person),
        "sign_ins": [
            (found, sign_ins.name_place(found)) for found in sign_ins.standing(person)
        ],
        "days": settings.SESSION_COOKIE_AGE // SECONDS_A_DAY,
        "feed": feeds.personal_address(person, reverse("articles-feed", args=["atom"])),
    }
    return render(request, "account/account.html", context)


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change a person's password, which ends their other sign-ins."""
    person = _person(request)
    form = NewPasswordForm(person, request.POST or None, request=request)
    if not form.is_valid():
        return render(request, "account/password.html", {"form": form})
    form.save()
    update_session_auth_hash(request, person)
    said = _("Your password is changed. It ended all other sign-ins.")
    messages.success(request, said)
    return redirect("account")


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """Set an authenticator up; without its code nobody signs in any more."""
    person = _person(request)
    if second_factor.has_one(person):
        # A double click on its form never shows the codes.
        said = _(
            "Your second factor is on. If you have not kept your recovery codes, make "
            "new ones."
        )
        messages.info(request, said)
        return redirect("account")
    secret = request.session.setdefault(NEW_SECRET, second_factor.new_secret())
    form = SetUpForm(
        request.POST or None, secret=secret, request=request, person=person
    )
    if not form.is_valid():
        picture = second_factor.picture(secret, person=person)
        context = {"form": form, "secret": secret, "picture": picture}
        return render(request, "account/second_factor.html", context)
    codes = second_factor.set_up(person, secret, step=form.step)
    del request.session[NEW_SECRET]
    request.session[second_factor.GIVEN] = True
    sign_ins.end_others(request, person)
    return render(request, "account/recovery_codes.html", {"codes": codes})


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_second_factor(request: HttpRequest) -> HttpResponse:
    """Ask a person for no codes any more, if the site leaves that to them."""
    person = _person(request)
    if second_factor.is_required(person) or not second_factor.has_one(person):
        return redirect("account")
    form = _confirm_form(request, person)
    if not form.is_valid():
        context = {"form": form, "title": _("Turn the second factor off")}
        return render(request, "account/confirm.html", context)
    second_factor.remove(person)
    request.session.pop(second_factor.GIVEN, None)
    said = _("The second factor is off: your password signs you in.")
    messages.success(request, said)
    return redirect("account")


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes, once."""
    person = _person(request)
    if not second_factor.has_one(person):
        return redirect("account")
    form = _confirm_form(request, person)
    if not form.is_valid():
        context = {"form": form, "title": _("Make new recovery codes")}
        return render(request, "account/confirm.html", context)
    codes = second_factor.renew_codes(person)
    return render(request, "account/recovery_codes.html", {"codes": codes})


@login_required
@require_POST
def end_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of a person's sign-ins."""
    found = sign_ins.standing(_person(request)).filter(pk=pk)
    if sign_ins.end(found):
        messages.success(request, _("That sign-in is ended."))
    return redirect("account")


@login_required
@require_POST
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    """End all of a person's sign-ins but this one."""
    ended = sign_ins.end_others(request, _person(request))
    said = ngettext("{n} sign-in ended.", "{n} sign-ins ended.", ended)
    messages.success(request, said.format(n=grouped(ended)))
    return redirect("account")


@login_required
@require_POST
def make_feed_key(request: HttpRequest) -> HttpResponse:
    """Make new feed addresses for a person."""
    feeds.make_key(_person(request))
    said = _("Feeds have a new address: take it from their pages.")
    messages.success(request, said)
    return redirect("account")


@login_required
@require_POST
def revoke_feed_key(request: HttpRequest) -> HttpResponse:
    """Make a person's feed addresses void."""
    feeds.revoke_key(_person(request))
    messages.success(request, _("The addresses of your feeds are void."))
    return redirect("account")


def _confirm_form(request: HttpRequest, person: User) -> PersonForm:
    # Who comes by single sign-on has no password, and shows the device instead.
    asked = ConfirmForm if person.has_usable_password() else CodeForm
    return asked(request.POST or None, request=request, person=person)
