"""Lets administrators make people, and say what each may do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import SET_NULL, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.locally import counted
from archive.people import second_factor, sign_ins
from archive.people.roles import Role, give_role, role_of

LAST_ONE = _("Nobody else is an administrator: the archive needs one who can sign in.")

KEPT = _(
    "Histories that say what {person} changed or imported. Close the account instead: "
    "untick “Active” on its page."
)

ROLES = {
    Role.READER: _("reader"),
    Role.EDITOR: _("editor"),
    Role.ADMINISTRATOR: _("administrator"),
}


class NewPersonForm(AdminUserCreationForm):  # type: ignore[type-arg]  # not generic when run
    """Name, role and first password."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.READER)


class PersonForm(UserChangeForm):  # type: ignore[type-arg]  # as above
    """What an administrator changes of a person."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = role_of(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        stays = cleaned.get("is_active") and cleaned.get("role") == Role.ADMINISTRATOR
        if not stays and not administrators_besides([self.instance.pk]).exists():
            raise ValidationError(LAST_ONE)
        return cleaned


def stands_in_histories(person: User) -> bool:
    """Tell whether a row says that a person made it."""
    return any(
        row.related_model._default_manager.filter(**{row.field.name: person}).exists()
        for row in User._meta.related_objects
        if row.on_delete is SET_NULL
    )


def administrators_besides(people: list[int]) -> QuerySet[User]:
    """Return the other administrators who can sign in."""
    active = User.objects.filter(is_active=True, is_superuser=True)
    return active.exclude(pk__in=people)


admin.site.unregister(Group)
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]  # as above
    form = PersonForm
    add_form = NewPersonForm
    list_display = ("username", "role", "last_login", "has_second_factor", "is_active")
    list_filter = ("groups", "is_active")
    list_select_related = ("second_factor",)
    search_fields = ("username", "first_name", "last_name", "email")
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    actions = ("turn_second_factor_off",)
    fieldsets = (
        (None, {"fields": ("username", "password", "role", "is_active")}),
        (_("Name"), {"fields": ("first_name", "last_name", "email")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "role",
                    "usable_password",
                    "password1",
                    "password2",
                )
            },
        ),
    )

    @admin.display(description=_("role"), ordering="is_superuser")
    def role(self, person: User) -> str:
        return str(ROLES[role_of(person)])

    @admin.display(description=_("second factor"), boolean=True)
    def has_second_factor(self, person: User) -> bool:
        return hasattr(person, "second_factor")

    @admin.action(description=_("Turn the second factor off"))
    def turn_second_factor_off(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> None:
        """Let people in who lost their device; whoever has it is signed out."""
        for person in queryset:
            second_factor.remove(person)
            sign_ins.end(sign_ins.standing(person))
            self.log_change(request, person, gettext("Turned the second factor off."))
        said = _("Second factor of {people} turned off.")
        gone = said.format(people=counted(queryset.count(), "person"))
        self.message_user(request, gone)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        give_role(form.instance, Role(form.cleaned_data["role"]))

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or administrators_besides([obj.pk]).exists())

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Keep those whose name stands in histories, which else would name nobody."""
        gone, counts, perms_needed, kept = super().get_deleted_objects(objs, request)
        kept += [
            KEPT.format(person=person) for person in objs if stands_in_histories(person)
        ]
        return gone, counts, perms_needed, kept

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        people = list(queryset.values_list("pk", flat=True))
        if administrators_besides(people).exists():
            super().delete_queryset(request, queryset)
        else:
            self.message_user(request, LAST_ONE, messages.ERROR)
