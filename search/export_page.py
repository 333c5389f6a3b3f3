"""Offers the formats that a result set is handed out in, and hands it out."""

from django.http import (
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from archive.exporting.formats import BY_NAME, FORMATS, Format
from archive.exporting.pack import Pack
from archive.exporting.turns import SECONDS_TO_WAIT, NoTurn, Turn
from search.asking.forms import SearchForm
from search.engine import IndexUnusable
from search.exporting import file_name, find_pack, find_record
from search.views import SERVICE_UNAVAILABLE, unavailable
from search.whoosh_engine import open_engine


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Hand over all hits of a request; without a format, show which there are."""
    form = SearchForm(request.GET)
    wanted = BY_NAME.get(request.GET.get("format", ""))
    try:
        if wanted is not None:
            return as_file(request, find_pack(form, open_engine()), wanted)
        record = find_record(form, open_engine())
    except IndexUnusable as error:
        return unavailable(request, form, error)
    context = {
        "record": record,
        "address": form.address,
        "with_copies": form.address.without("copies").at("search-export"),
        "without_copies": form.address.setting(copies="fold").at("search-export"),
        "formats": _offers(form),
    }
    return render(request, "search/export.html", context)


def _offers(form: SearchForm) -> list[tuple[Format, str]]:
    """Return each format with the address of these articles in it."""
    return [
        (format, form.address.setting(format=format.name).at("search-export"))
        for format in FORMATS
    ]


def as_file(request: HttpRequest, pack: Pack, wanted: Format) -> HttpResponseBase:
    """Answer with the articles as a file, or ask to wait where too many are written."""
    try:
        turn = Turn(wanted.write(pack))
    except NoTurn:
        response = render(request, "search/wait.html", status=SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
        return response
    disposition = content_disposition_header(True, file_name(pack, wanted.suffix))
    return StreamingHttpResponse(
        turn,
        content_type=wanted.media_type,
        headers={"Content-Disposition": disposition or "attachment"},
    )
