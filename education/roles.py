"""Who may edit what patients read, and how an app's table of roles is applied."""

from collections.abc import Mapping, Set
from typing import Any, Final

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions

EDITOR: Final = "Editor"


def apply_roles(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """Let editors do everything in this app; what is final is protected by more than rights."""
    give_exactly({EDITOR: None}, app=sender, using=using)


def give_exactly(
    roles: Mapping[str, Set[str] | None], *, app: AppConfig, using: str = "default"
) -> None:
    """Make each group and give it exactly these permissions of ``app``; None means all of them.

    ``roles`` maps a group's name to codenames. Permissions of other apps stay as they are.
    """
    from django.contrib.auth.models import Group, Permission

    create_permissions(app, verbosity=0, using=using, apps=installed_apps)
    permissions = Permission.objects.using(using).filter(content_type__app_label=app.label)
    ours = {permission.codename: permission for permission in permissions}
    for name, codenames in roles.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        wanted = set(ours.values() if codenames is None else (ours[one] for one in codenames))
        group.permissions.remove(*(set(ours.values()) - wanted))
        group.permissions.add(*wanted)
