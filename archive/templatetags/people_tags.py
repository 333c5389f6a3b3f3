"""Puts what depends on who is reading into pages."""

from __future__ import annotations

from typing import Any

from django import template

from archive.people import feeds, roles

register = template.Library()

register.filter("is_editor", roles.is_editor)
register.filter("is_administrator", roles.is_administrator)


@register.simple_tag(takes_context=True)
def feed_address(
    context: dict[str, Any], address: str, is_own: bool = False
) -> str | None:
    """Return the address under which the reader's programs find a feed, if any do."""
    return feeds.feed_address(context["request"].user, address, is_own=is_own)
