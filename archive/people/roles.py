"""Says who is an editor or an administrator, and what each may do."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import (
    AbstractBaseUser,
    AnonymousUser,
    Group,
    Permission,
    User,
)
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

# Whose rows are nobody's to edit, and what nothing could undo.
KEPT_FROM_EDITORS = {
    "signin",
    "failedsignin",
    "secondfactor",
    "feedkey",
}
ADMINISTRATORS_ONLY = {"delete_article"}


class Role(TextChoices):
    """What a person is to the archive; each is a group of Django's by this name."""

    READER = "Readers", _("Reader: searches, reads, saves searches")
    EDITOR = "Editors", _("Editor: also corrects articles and names, and imports")
    ADMINISTRATOR = (
        "Administrators",
        _("Administrator: also people and the whole site"),
    )


def permissions_of(role: Role) -> QuerySet[Permission]:
    """Return what a role may do besides reading."""
    ours = Permission.objects.filter(content_type__app_label="archive")
    if role is Role.ADMINISTRATOR:
        return ours
    if role is Role.EDITOR:
        return ours.exclude(content_type__model__in=KEPT_FROM_EDITORS).exclude(
            codename__in=ADMINISTRATORS_ONLY
        )
    return ours.none()


def is_editor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether somebody may see and correct all articles."""
    return user.is_active and getattr(user, "is_staff", False)


def is_administrator(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether somebody may do everything."""
    return user.is_active and getattr(user, "is_superuser", False)


def role_of(user: User) -> Role:
    """Return what a person is to the archive."""
    if user.is_superuser:
        return Role.ADMINISTRATOR
    return Role.EDITOR if user.is_staff else Role.READER


def give_role(user: User, role: Role) -> None:
    """Make a person what the role says, and nothing else."""
    user.groups.set([group_of(role)])


def group_of(role: Role) -> Group:
    """Return a role's group."""
    return Group.objects.get_or_create(name=role.value)[0]


def make_groups_after(*, app_config: AppConfig, **rest: Any) -> None:
    """Bring the groups up to date after the archive's tables and permissions."""
    if app_config.label != "archive":
        return
    for role in Role:
        group_of(role).permissions.set(permissions_of(role))


def follow_groups(
    *, instance: User | Group, action: str, pk_set: set[int] | None, **rest: Any
) -> None:
    """Keep the flags that are asked on every page in step with a person's groups."""
    if not action.startswith("post_"):
        return
    if isinstance(instance, User):
        people = [instance]
    else:
        people = list(User.objects.filter(pk__in=pk_set or ()))
    for person in people:
        names = set(person.groups.values_list("name", flat=True))
        person.is_superuser = Role.ADMINISTRATOR in names
        person.is_staff = person.is_superuser or Role.EDITOR in names
        person.save(update_fields=["is_staff", "is_superuser"])


def note_superuser(*, instance: User, created: bool, raw: bool, **rest: Any) -> None:
    """Count whom `createsuperuser` makes among the administrators."""
    if created and instance.is_superuser and not raw:
        give_role(instance, Role.ADMINISTRATOR)
