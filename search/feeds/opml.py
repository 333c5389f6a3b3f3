"""Writes the addresses of several feeds as OPML."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as xml

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.people.feeds import feed_address
from archive.text import for_xml
from search.models import SavedSearch


def write_opml(
    searches: Iterable[SavedSearch], owner: User | AnonymousUser, *, base: str
) -> bytes | None:
    """Return the feeds of the archive and of saved searches as OPML 2.0.

    None for an owner without a personal key. base: what addresses begin with.
    """
    opml = xml.Element("opml", version="2.0")
    head, body = xml.SubElement(opml, "head"), xml.SubElement(opml, "body")
    title = f"{_('Saved searches')} · {_('News Archive')}"
    xml.SubElement(head, "title").text = title
    everything = reverse("articles-feed", args=["atom"])
    listed = [(_("All articles"), everything, reverse("home"))]
    for saved in searches:
        address = reverse("saved-search-feed", args=[saved.pk, "atom"])
        listed.append((for_xml(saved.name), address, saved.get_absolute_url()))
    for name, address, page in listed:
        feed = feed_address(owner, address, is_own=True)
        if feed is None:
            return None
        links = {"xmlUrl": f"{base}{feed}", "htmlUrl": f"{base}{page}"}
        # The type stands for feeds of all kinds.
        facts = {"type": "rss", "text": name, "title": name}
        xml.SubElement(body, "outline", facts | links)
    data: bytes = xml.tostring(opml, encoding="utf-8", xml_declaration=True)
    return data
