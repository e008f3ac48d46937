"""The frame of the staff side: what a person at the clinic needs first comes first."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

# Apps that are not named here follow, by name.
APP_ORDER = ["bookings", "education", "auth"]
SEE_REQUESTS = "bookings.view_consultationrequest"


class StaffDesk(AdminSite):
    site_header = _("Staff desk")
    site_title = _("Staff")
    index_title = _("What do you want to do?")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Bring whoever only works with requests to the queue at once."""
        user: Any = request.user
        if user.has_perm(SEE_REQUESTS) and not user.has_module_perms("education"):
            return redirect("admin:bookings_consultationrequest_changelist")  # type: ignore[return-value]
        return super().index(request, extra_context)

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        places = {label: place for place, label in enumerate(APP_ORDER)}
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: places.get(app["app_label"], len(places)))
