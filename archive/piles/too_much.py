"""Answers what is larger than the server takes, in words for people."""

from django.conf import settings
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Too much at once</title>
<h1>Too much at once</h1>
<p>One import takes at most {most:,} MB. Nothing was imported, and nothing is lost.</p>
<p>Go back and hand in less, or have the folder imported on the server with
<code>manage.py import_articles</code>.</p>
</html>
"""


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
    body = PAGE.format(most=settings.UPLOAD_MB).encode()
    headers = [("Content-Type", "text/html; charset=utf-8")]
    return "413 Content Too Large", headers, body
