from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EducationConfig(AppConfig):
    name = "education"
    verbose_name = _("What patients read")
    default_auto_field = "django.db.models.BigAutoField"
