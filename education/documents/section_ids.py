"""The fixed sections of a procedure page, in the order a reader meets them (PAGES §1.1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PROCEDURE_SECTIONS = {
    "key-points": _("Key points"),
    "status": "",
    "on-this-page": _("On this page"),
    "what-it-is": "",
    "who-it-suits": _("Who it may suit, and who it may not"),
    "other-options": _("Other options"),
    "how-it-may-work": "",
    "benefits": _("Possible benefits"),
    "risks": _("Risks and side effects"),
    "evidence": _("What the studies found"),
    "claims": _("What you may have read, and what studies show"),
    "before": _("Before the day"),
    "on-the-day": _("On the day"),
    "after": _("Recovery, week by week"),
    "get-help": _("When to get help"),
    "results": _("Results you can expect"),
    "cost": _("What it costs"),
    "questions": _("Questions to ask us"),
    "next-step": _("If you would like to talk it over"),
    "references": _("References"),
    "review": _("Who checked this page"),
}
# These say something only this procedure can say, so there is no default heading.
OWN_HEADING = frozenset(key for key, heading in PROCEDURE_SECTIONS.items() if not heading)
# These are made from the rest of the document, so nobody writes into them.
MADE_SECTIONS = frozenset({"on-this-page", "references", "review"})
