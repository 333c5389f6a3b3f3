"""Tells a person what a correction did, with the way to take it back."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from archive.locally import counted, grouped
from archive.models import Correction


def tell(request: HttpRequest, correction: Correction) -> None:
    """Say what a correction did; `_message.html` offers to undo the one it is given."""
    done = counted(correction.done_count, "article")
    if correction.finished_at is None:
        done = _("{articles} of {total}").format(
            articles=done, total=grouped(correction.article_count)
        )
    said = format_html(
        _('{articles}: {what}. <a href="{address}">See what changed</a>'),
        articles=done,
        what=correction.what,
        address=correction.get_absolute_url(),
    )
    undoable = str(correction.pk) if correction.can_be_undone else ""
    messages.success(request, said, extra_tags=undoable)


def way_back(request: HttpRequest) -> str:
    """Return the address of this site that a form names as the next, if it does."""
    wanted = request.POST.get("next", request.GET.get("next"))
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and is_ours else ""
