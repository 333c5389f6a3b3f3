"""The results page and the same as data."""

from django.http import HttpRequest, HttpResponse


def search(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def search_json(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
