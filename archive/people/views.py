"""Signs people in: by password, then by a code where there is a second factor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user, logout
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from archive.people import second_factor, sign_ins
from archive.people.forms import CodeForm, SignInForm, forgive

NEXT = "next"


class SignIn(auth_views.LoginView):
    """Asks for name and password."""

    template_name = "archive/sign_in.html"
    authentication_form = SignInForm

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        name = settings.OIDC_NAME or _("single sign-on")
        offered = name if settings.OIDC_SERVER else ""
        return super().get_context_data(**context, single_sign_on=offered)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        if second_factor.is_awaited(self.request):
            return lead_to_code(self.get_success_url())
        forgive(self.request, form.get_user().username)
        return answer


@never_cache
@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code that completes a sign-in."""
    if request.user.is_authenticated:
        # The code was sent twice, or its page was gone back to.
        return redirect(_next(request))
    person = get_user(request)
    if not person.is_authenticated:
        return redirect("login")
    if second_factor.is_too_late(request):
        logout(request)
        said = _("Your code came too late: please sign in again.")
        messages.warning(request, said)
        return redirect("login")
    form = CodeForm(request.POST or None, request=request, person=person)
    if not form.is_valid():
        return render(request, "account/code.html", {"form": form})
    del request.session[second_factor.AWAITED]
    # The key stays the one that the password gave: a code that is sent twice by a
    # double click would find another gone, and sign its person out.
    request.session[second_factor.GIVEN] = True
    sign_ins.note_new(request=request, user=person)
    return redirect(_next(request))


def lead_to_code(wanted: str) -> HttpResponseRedirect:
    """Lead to where a code is asked for, and from there to what is wanted."""
    return redirect(f"{reverse('sign-in-code')}?{urlencode({NEXT: wanted})}")


def _next(request: HttpRequest) -> str:
    """Return where a person was going, if that is here."""
    wanted = request.GET.get(NEXT, "")
    is_here = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_here else resolve_url(settings.LOGIN_REDIRECT_URL)
