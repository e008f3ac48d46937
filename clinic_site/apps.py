"""Register this package's commands and template tags with Django."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ClinicSiteConfig(AppConfig):
    name = "clinic_site"
    verbose_name = _("Clinic site")


class StaffDeskConfig(AdminConfig):
    """Django's admin, with this project's frame around it."""

    default_site = "clinic_site.staff_desk.StaffDesk"
