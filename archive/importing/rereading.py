"""Reads stored originals again, as files are read and by the rules of today."""

from archive.importing.careful import carefully
from archive.importing.drafts import Labels, make_draft
from archive.importing.formats import BY_NAME, reread
from archive.importing.reading import LIGHT_BYTES
from archive.importing.records import CannotRead, Draft, FoundFile, Record
from archive.importing.rules import RuleSet
from archive.models import Original

NOWHERE = FoundFile(root="", path="", location="")


def read_again(original: Original, *, rules: RuleSet) -> Draft:
    """Return what an original says today; raises CannotRead."""
    record = _reread(original)
    found = make_draft(record, file=NOWHERE, labels=Labels(), rules=rules)
    if isinstance(found, Draft):
        return found
    raise CannotRead(found.reason)


def _reread(original: Original) -> Record:
    format = BY_NAME.get(original.format)
    is_packed = format is not None and format.is_packed
    if is_packed or original.byte_count > LIGHT_BYTES:
        return carefully(reread, original.data, original.format, original.encoding)
    return reread(original.data, original.format, original.encoding)
