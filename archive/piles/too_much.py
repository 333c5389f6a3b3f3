"""Answers what is larger than the server takes, in words for people."""

from django.conf import settings
from django.template.loader import render_to_string
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge


class TooMuch(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """Says how much may be handed in, where that was the error."""

    def execute(self) -> None:
        if isinstance(self.request.error, RequestEntityTooLarge):
            self.request.error.to_response = _page
        super().execute()


class Channel(HTTPChannel):  # type: ignore[misc]  # as above
    """A connection whose errors people can read."""

    error_task_class = TooMuch


def _page(ident: str | None) -> tuple[str, list[tuple[str, str]], bytes]:
    context = {"most": settings.UPLOAD_MB}
    body = render_to_string("archive/too_much.html", context).encode()
    headers = [("Content-Type", "text/html; charset=utf-8")]
    return "413 Content Too Large", headers, body
