"""Goes through all pages in one browser, and notes what it complains of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from archive.people.roles import Role, give_role
from tests.every_page import every_page, make_archive

# Of the admin one page of each kind: most of it is Django's, and looks alike.
LEFT_OUT = re.compile(r"/admin/(?!$|archive/article/|archive/rule/\d+/c|auth/user/$)")
# What an address answers is its main part, but for what is new each time.
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
NEW_EACH_TIME = re.compile(r'value="\w{64}"|\d+ ms')


def main_part(html: str) -> str:
    """Return what two pages must share to be one page seen by two people."""
    main = MAIN.search(html)
    return NEW_EACH_TIME.sub("", main.group() if main else html)


class Visit:
    """A walk through every page: as an administrator, then as a reader who sees others.

    complaints: what the browser said on the way, in its console or by what it fetched.
    """

    is_administrator = True

    def __init__(self, browser: Browser, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []
        self._browser = browser
        self._person = User.objects.create_user("ada")
        give_role(self._person, Role.ADMINISTRATOR)
        self._world = make_archive(self._person)

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Open each page in turn."""
        client = Client()
        client.force_login(self._person)
        seen = {}
        with self._browser.new_context(base_url=self.site) as context:
            self._sign_in(context, client)
            page = context.new_page()
            for address, html in every_page(client, self._world):
                seen[address] = main_part(html)
                if not LEFT_OUT.match(address):
                    self._open(page, address)
                    yield address, page
        self.is_administrator = False
        with self._browser.new_context(base_url=self.site) as context:
            page = context.new_page()
            for address, html in every_page(Client(), self._world):
                if seen.get(address) != main_part(html):
                    self._open(page, address)
                    yield f"{address} (to readers)", page

    def _sign_in(self, context: BrowserContext, client: Client) -> None:
        name = settings.SESSION_COOKIE_NAME
        session = client.cookies[name].value
        context.add_cookies([{"name": name, "value": session, "url": self.site}])

    def _open(self, page: Page, address: str) -> None:
        """Open a page, and listen until it has come: what looks at it may be loud."""
        listeners = {
            "console": self._hear,
            "pageerror": lambda error: self.complaints.append(f"{address}: {error}"),
            "request": self._watch,
        }
        for event, listener in listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]  # of any event
        page.goto(address, wait_until="load")
        for event, listener in listeners.items():
            page.remove_listener(event, listener)

    def _hear(self, message: ConsoleMessage) -> None:
        # Of a page that says there is nothing, the browser tells that it says so.
        if "the server responded with a status of 40" not in message.text:
            place = message.location.get("url", "")
            self.complaints.append(f"{place}: {message.type}: {message.text}")

    def _watch(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme != "data" and where.netloc != urlsplit(self.site).netloc:
            self.complaints.append(f"{request.frame.url}: asks {where.netloc}")
