"""Who may what with requests: the one table. Applied after every migration."""

from typing import Any, Final

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions

FRONT_DESK: Final = "Front desk"
CLINICIAN: Final = "Clinician"

_FRONT_DESK_PERMISSIONS: Final = frozenset(
    {
        "view_consultationrequest",
        "move_consultationrequest",
        "view_note",
        "add_note",
    }
)
PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    FRONT_DESK: _FRONT_DESK_PERMISSIONS,
    CLINICIAN: _FRONT_DESK_PERMISSIONS | {"decline_consultationrequest"},
}


def apply_roles(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Give each group exactly its permissions in this app; other apps' stay as they are."""
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=using, apps=installed_apps)
    ours = {
        permission.codename: permission
        for permission in Permission.objects.using(using).filter(content_type__app_label="bookings")
    }
    for name, codenames in PERMISSIONS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        wanted = {ours[codename] for codename in codenames}
        group.permissions.remove(*(set(ours.values()) - wanted))
        group.permissions.add(*wanted)
