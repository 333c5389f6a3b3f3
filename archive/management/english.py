"""Has commands speak English, whatever the language of the pages."""

from django.utils import translation


def in_english() -> translation.override:
    """Return what has a command speak English, around it or within it.

    Not around work that stores sentences: these are in the language of the pages.
    """
    return translation.override("en-gb")
