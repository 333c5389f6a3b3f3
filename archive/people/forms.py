"""Forms that ask people to show that it is them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.people import second_factor, slowing
from archive.people.slowing import TooManyFailures, address_of

WRONG_PASSWORD = _("That is not your password.")
WRONG_CODE = _("That code is wrong, or was used before.")


def begin(request: HttpRequest, name: str) -> None:
    """Count an attempt, unless too many failed.

    Raises: ValidationError.
    """
    try:
        slowing.begin(name, address=address_of(request))
    except TooManyFailures as error:
        raise ValidationError(str(error), code="slowed") from error


def forgive(request: HttpRequest, name: str) -> None:
    """Forget failed attempts, once it was the person."""
    slowing.forgive(name, address=address_of(request))


class SignInForm(AuthenticationForm):
    """Name and password; says the same whether or not there is such a person."""

    error_messages = {
        "invalid_login": _("Name and password do not belong together."),
        "inactive": _("Name and password do not belong together."),
    }

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password"):
            assert self.request is not None
            begin(self.request, name)
        return super().clean()


class PersonForm(forms.Form):
    """A form of somebody who is signed in."""

    def __init__(
        self, *args: Any, request: HttpRequest, person: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.person = request, person


class CodeForm(PersonForm):
    """A code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from your authenticator, or a recovery code."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True}
        ),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        begin(self.request, self.person.username)
        if not second_factor.accept(self.person, code):
            raise ValidationError(WRONG_CODE)
        forgive(self.request, self.person.username)
        return code


class ConfirmForm(PersonForm):
    """A person's password, before something that a stolen session must not do."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        begin(self.request, self.person.username)
        if not self.person.check_password(password):
            raise ValidationError(WRONG_PASSWORD)
        forgive(self.request, self.person.username)
        return password


class SetUpForm(ConfirmForm):
    """The first code of a new authenticator, and the password."""

    code = forms.CharField(
        label=_("Code that it shows now"),
        max_length=10,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )
    field_order = ("code", "password")

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret, self.step = secret, 0
        # Who comes by single sign-on has none.
        if not self.person.has_usable_password():
            del self.fields["password"]

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split())
        step = second_factor.step_of(self.secret, code)
        if step is None:
            raise ValidationError(
                _("That is not what it should show: look at the clock of your device.")
            )
        self.step = step
        return code


class NewPasswordForm(PasswordChangeForm):
    """The old password and a new one."""

    def __init__(self, user: User, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(user, *args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        begin(self.request, self.user.username)
        old = super().clean_old_password()
        forgive(self.request, self.user.username)
        return old
