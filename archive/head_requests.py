"""Answers HEAD with the headers of a page, and without the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase


class WithoutBody:
    """Takes the body from answers to HEAD: the server would send it.

    What would be written while it is sent, such as an export, is never begun.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if request.method != "HEAD":
            return answer
        # The length, where it is known, stays that of the page.
        if answer.streaming:
            cast(StreamingHttpResponse, answer).streaming_content = ()
        else:
            cast(HttpResponse, answer).content = b""
        return answer
