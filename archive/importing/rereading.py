"""Reads stored originals again, as files are read and by the rules of today."""

from archive.importing.drafts import Labels, make_draft
from archive.importing.formats import reread
from archive.importing.records import CannotRead, Draft, FoundFile
from archive.importing.rules import RuleSet
from archive.models import Original

NOWHERE = FoundFile(root="", path="", location="")


def read_again(original: Original, *, rules: RuleSet) -> Draft:
    """Return what an original says today; raises CannotRead."""
    record = reread(original.data, format=original.format, encoding=original.encoding)
    found = make_draft(record, file=NOWHERE, labels=Labels(), rules=rules)
    if isinstance(found, Draft):
        return found
    raise CannotRead(found.reason)
