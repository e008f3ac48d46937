"""Set the app up: its name, and its roles after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BookingsConfig(AppConfig):
    name = "bookings"
    verbose_name = _("Front desk")

    def ready(self) -> None:
        from bookings.roles import apply_roles

        post_migrate.connect(apply_roles, sender=self, dispatch_uid="bookings.roles")
