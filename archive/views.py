from typing import Any

from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def article(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def tags(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def tag(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def sources(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def source(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def undated(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def year(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def month(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()


def day(request: HttpRequest, **kw: Any) -> HttpResponse:
    return HttpResponse()
