"""Set the app up: its name, and its roles after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EducationConfig(AppConfig):
    name = "education"
    verbose_name = _("What patients read")

    def ready(self) -> None:
        from education.roles import apply_roles

        post_migrate.connect(apply_roles, sender=self, dispatch_uid="education.roles")
