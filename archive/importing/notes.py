"""The notes on files that reports count, in words and known again by them."""

import re
from collections.abc import Sequence

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNDATED = _("undated")
UNDATED_BECAUSE = _("undated: {problem}: “{written}”")
TRAILER_LEFT = _("a trailer that no rule took: “{line}”")
IN_TRASH = _("article {number} is in the trash")
# What a draft repeats, and the same of an article in the trash.
SAME = _("same as {article}"), _("same as {article}, which is in the trash")
SAME_TEXT = (
    _("same text as {article}"),
    _("same text as {article}, which is in the trash"),
)
NEARLY = (
    _("nearly the same text as {article}"),
    _("nearly the same text as {article}, which is in the trash"),
)
# What reports count and list; the first two stand before all other notes.
COUNTED = (
    (UNDATED, UNDATED_BECAUSE),
    (UNDATED_BECAUSE,),
    (TRAILER_LEFT,),
    (IN_TRASH, SAME[True], SAME_TEXT[True], NEARLY[True]),
)
VALUE = re.compile(r"\\\{\w+\\\}")


def finding(messages: Sequence[Promise]) -> re.Pattern[str]:
    """Return what finds a note made of one of some messages, whatever its values.

    In the language of the pages and in English: notes stay in the language that the
    pages had when they were made.
    """
    told = {str(message) for message in messages}
    with translation.override(None):
        told |= {str(message) for message in messages}
    notes = "|".join(VALUE.sub(".+", re.escape(note)) for note in told)
    return re.compile(rf"(?:^|; )(?:{notes})(?:; |$)", re.DOTALL)
