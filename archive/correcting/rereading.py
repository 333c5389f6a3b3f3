"""Reads the originals again that the rules of today read otherwise."""

from django.contrib.auth.models import AbstractBaseUser

from archive.correcting.applying import preview
from archive.correcting.reread import Reread
from archive.correcting.surveying import SECONDS_TO_LOOK, survey
from archive.importing.built_in import current_rules
from archive.models import Correction


def preview_rereading(
    *,
    by: AbstractBaseUser | None,
    seconds: float | None = None,
    dry_run: bool = False,
) -> Correction:
    """Return a correction that gives articles what rules read in their originals.

    seconds: after how long of reading the rest waits for another one. dry_run: whether
    not even what changes no article is noted.
    """
    rules = current_rules()
    to_look = None if seconds is None else SECONDS_TO_LOOK
    ids = survey(rules, seconds=to_look).to_read
    kind = Reread(rules.digest)
    return preview(kind, ids, by=by, seconds=seconds, notes=not dry_run)
