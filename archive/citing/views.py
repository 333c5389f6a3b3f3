"""Hands over the citation of one article, as a file and as unAPI wants it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.citing.box import FILES, CitationFile
from archive.citing.cited import read_article
from archive.models import Article
from archive.people.roles import is_editor

NOT_ACCEPTABLE = 406
# SQLite counts in 64 bits.
MOST_DIGITS = 18
# By the names that Zotero looks for.
FORMATS = dict(zip(("ris", "bibtex", "csl"), FILES, strict=True))


@require_safe
def citation_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """Answer with an article's citation in the format that a suffix names."""
    article = _find(request, str(pk))
    wanted = next((file for file in FILES if file.suffix == suffix), None)
    if wanted is None:
        raise Http404(_("Citations come as .ris, .bib or .json."))
    answer = _write(article, wanted)
    answer["Content-Disposition"] = f'attachment; filename="article-{pk}.{suffix}"'
    return answer


@require_safe
def unapi(request: HttpRequest) -> HttpResponse:
    """Answer reference managers that found articles' numbers on a page, by unAPI.

    Without a format, they learn which there are: https://unapi.info
    """
    wanted, number = request.GET.get("format"), request.GET.get("id")
    article = _find(request, number) if number else None
    if article and wanted in FORMATS:
        return _write(article, FORMATS[wanted])
    formats = "".join(
        f'<format name="{name}" type="{file.media_type}"/>'
        for name, file in FORMATS.items()
    )
    of = f' id="{article.pk}"' if article else ""
    status = NOT_ACCEPTABLE if wanted else 200
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<formats{of}>{formats}</formats>\n'
    return HttpResponse(text, "application/xml; charset=utf-8", status=status)


def _find(request: HttpRequest, number: str) -> Article:
    """Return the article of a number, if the person who asks may see it."""
    found = None
    if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS:
        found = Article.objects.with_labels().filter(pk=number).first()
    if found is None or not (found.is_live or is_editor(request.user)):
        raise Http404(_("There is no such article, or it was taken out of sight."))
    return found


def _write(article: Article, wanted: CitationFile) -> HttpResponse:
    text = wanted.write(read_article(article, today=timezone.localdate()))
    return HttpResponse(text, f"{wanted.media_type}; charset=utf-8")
