"""The content security policy, with the one inline style sheet allowed by its hash."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from clinic_site.stylesheet import site_stylesheet


class ContentSecurityPolicy(CSPMiddleware):
    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        parts.update = {"style-src": [site_stylesheet().csp_source], **(parts.update or {})}
        return parts
