"""Who may what with requests: the one table. Applied after every migration."""

from typing import Any, Final

from django.apps import AppConfig

from education.roles import give_exactly

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


def apply_roles(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """Give each group exactly its permissions in this app; other apps' stay as they are."""
    give_exactly(PERMISSIONS, app=sender, using=using)
