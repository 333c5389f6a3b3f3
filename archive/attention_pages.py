"""Shows editors what needs attention, and what no search can list of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive import attention
from archive.correcting.telling import tell
from archive.deciding import keep_copies, part_group
from archive.models import Article, CopyGroup
from archive.paging import Paging, read_page_number

GROUPS_A_PAGE = 20
LINES_A_PAGE = 100


@permission_required("archive.change_article")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show how much there is of each kind of trouble, with its list and its fix."""
    context = {"attention": attention.gather()}
    return render(request, "archive/attention.html", context)


@permission_required("archive.change_article")
@require_safe
def trailers(request: HttpRequest) -> HttpResponse:
    """List the last lines that no rule took, with the way to a rule for each."""
    lines = attention.trailer_lines()
    number = read_page_number(request.GET.get("page"))
    first = (number - 1) * LINES_A_PAGE
    context = {
        "lines": lines[first : first + LINES_A_PAGE],
        "paging": Paging(number, LINES_A_PAGE, len(lines)),
    }
    return render(request, "archive/attention_trailers.html", context)


@permission_required("archive.change_article")
@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: HttpRequest) -> HttpResponse:
    """List the groups that nobody has decided on, side by side; keep a decision."""
    if request.method == "POST":
        _decide(request)
        return redirect(request.get_full_path())
    undecided = CopyGroup.objects.undecided()
    articles = Article.objects.live().with_names().oldest_first()
    groups = undecided.prefetch_related(
        Prefetch("articles", articles, to_attr="copies")
    )
    number = read_page_number(request.GET.get("page"))
    first = (number - 1) * GROUPS_A_PAGE
    context = {
        "groups": groups.order_by("id")[first : first + GROUPS_A_PAGE],
        "paging": Paging(number, GROUPS_A_PAGE, undecided.count()),
    }
    return render(request, "archive/attention_copies.html", context)


@transaction.atomic
def _decide(request: HttpRequest) -> None:
    """Keep what was said of one group; nothing when somebody else was quicker."""
    assert request.user.is_authenticated
    asked = request.POST.get("group", "")
    pk = int(asked) if asked.isdecimal() and len(asked) < 18 else 0
    group = get_object_or_404(CopyGroup, pk=pk)
    if not CopyGroup.objects.undecided().filter(pk=pk).exists():
        messages.warning(request, _("That group was decided on already."))
    elif "part" in request.POST:
        tell(request, part_group(group, by=request.user))
    else:
        keep_copies(group, by=request.user)
        messages.success(request, _("They stay copies of one another."))
