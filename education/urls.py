"""Addresses of what patients read."""

from django.urls import path

from education import views
from education.models.page import PageKind

app_name = "education"

urlpatterns = [
    path("", views.published_page, {"kind": PageKind.HOME, "slug": "home"}, name="home"),
    path(
        "procedures/",
        views.published_page,
        {"kind": PageKind.PROCEDURE_LIST, "slug": "procedures"},
        name="procedure_list",
    ),
    path(
        "procedures/<slug:slug>/",
        views.published_page,
        {"kind": PageKind.PROCEDURE},
        name="procedure_detail",
    ),
    path(
        "guides/",
        views.published_page,
        {"kind": PageKind.GUIDE_LIST, "slug": "guides"},
        name="guide_list",
    ),
    path(
        "guides/<slug:slug>/", views.published_page, {"kind": PageKind.GUIDE}, name="guide_detail"
    ),
] + [
    path(
        f"{slug}/",
        views.published_page,
        {"kind": PageKind.INFORMATION, "slug": slug},
        name=slug.replace("-", "_"),
    )
    for slug in ("about", "editorial-policy", "privacy", "accessibility")
]
