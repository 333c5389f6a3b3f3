"""Offers the names of sources and tags while an editor types one."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from archive.models import Source, Tag
from archive.models.labels import Label
from archive.text import name_key

OFFERED_AT_MOST = 12


@permission_required("archive.change_article")
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Answer the sources or tags of which a name or an alias begins as typed."""
    begun = name_key(request.GET.get("begin", ""))
    model: type[Label] = Tag if request.GET.get("of") == "tag" else Source
    found = model.begun(begun, at_most=OFFERED_AT_MOST)
    offered = [{"name": name, "called": called} for name, called in found.items()]
    return JsonResponse({"names": offered})
