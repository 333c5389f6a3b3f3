"""Sends browsers no more of a page than they need."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)

OK = 200
# Forms hold the secret of the reader's cookie under another mask each time.
MASKED = re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]*"')


class Packed(GZipMiddleware):
    """Packs pages; what is written while it is sent goes as it is."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the answer packed, if the browser reads that."""
        if response.streaming:
            return response
        # Said of a 304, too.
        patch_vary_headers(response, ["Accept-Encoding"])
        return super().process_response(request, response)


class Unchanged:
    """Answers 304 where a browser has the page as it is.

    The page is made all the same: only so is it known not to have changed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_page = request.method == "GET" and answer.status_code == OK
        if not is_page or answer.streaming or _is_kept_by_nobody(answer):
            return answer
        if "Cache-Control" not in answer.headers:
            # Asked for each time, and kept for this reader alone.
            patch_cache_control(answer, private=True, no_cache=True)
        if "ETag" not in answer.headers:
            answer.headers["ETag"] = _etag(request, answer)
        found: HttpResponse | None = get_conditional_response(
            request, etag=answer.headers["ETag"], response=answer
        )
        return found or answer


def _is_kept_by_nobody(answer: HttpResponse) -> bool:
    return "no-store" in answer.headers.get("Cache-Control", "")


def _etag(request: HttpRequest, answer: HttpResponse) -> str:
    """Return what changes with a page, or with the secret that its forms hold."""
    secret = request.META.get("CSRF_COOKIE", "")
    said = MASKED.sub(rb"\1", answer.content) + secret.encode()
    # Weak: two pages that differ in the mask alone do as well as each other.
    return f'W/"{hashlib.sha256(said).hexdigest()[:32]}"'
