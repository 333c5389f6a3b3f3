"""Hands over the citation of one article as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.citing.box import FILES
from archive.citing.cited import read_article
from archive.models import Article
from archive.people.roles import is_editor


@require_safe
def citation_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """Answer with an article's citation in the format that a suffix names."""
    article = Article.objects.with_labels().filter(pk=pk).first()
    wanted = next((file for file in FILES if file.suffix == suffix), None)
    if article is None or not (article.is_live or is_editor(request.user)):
        raise Http404("There is no such article, or it was taken out of sight.")
    if wanted is None:
        raise Http404("Citations come as .ris, .bib or .json.")
    text = wanted.write(read_article(article, today=timezone.localdate()))
    name = f'attachment; filename="article-{pk}.{suffix}"'
    content_type = f"{wanted.media_type}; charset=utf-8"
    return HttpResponse(text, content_type, headers={"Content-Disposition": name})
