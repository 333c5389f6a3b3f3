"""Says what is unsafe about the people of an archive."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.findings import Finding, State


def people() -> Iterator[Finding]:
    """Look at whom others could pass for, where others reach the archive."""
    if settings.IS_LOCAL and not settings.HTTPS:
        return
    administrators = User.objects.filter(is_superuser=True, is_active=True)
    alone = administrators.filter(second_factor=None).order_by("username")
    if names := ", ".join(alone.values_list("username", flat=True)[:5]):
        said = _("a password alone is enough to become administrator as {names}.")
        advice = _("Turn a second factor on for each, or set ARCHIVE_SECOND_FACTOR.")
        told = said.format(names=names)
        yield Finding(_("People"), told, State.ATTENTION, advice)
