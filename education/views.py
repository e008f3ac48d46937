"""Public pages. Each is one publication, rendered; drafts are never read here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from education.models import Publication
from education.models.page import PageKind
from education.reading import change_log, review_state


@require_safe
def published_page(request: HttpRequest, kind: PageKind, slug: str) -> HttpResponse:
    """Show the newest publication of one page; 404 when there is none."""
    publications = Publication.objects.of_page(kind, slug, get_language() or "en")
    publication = publications.with_newest_review().first()
    if publication is None:
        raise Http404(_("There is no page at this address."))
    context = {
        "document": publication.document,
        "publication": publication,
        "review": review_state(publication, on=timezone.localdate()),
        "changes": change_log(publication),
    }
    return render(request, f"education/{kind.value}.html", context)
