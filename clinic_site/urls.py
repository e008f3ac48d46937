"""Every address of the site, by the package that answers it."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from clinic_site import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/", admin.site.urls),
]
if find_spec("bookings") and find_spec("bookings.urls"):
    urlpatterns.append(path("", include("bookings.urls")))
if find_spec("education") and find_spec("education.urls"):
    urlpatterns.append(path("", include("education.urls")))

handler400 = "clinic_site.views.bad_request"
handler403 = "clinic_site.views.permission_denied"
handler404 = "clinic_site.views.page_not_found"
handler500 = "clinic_site.views.server_error"
