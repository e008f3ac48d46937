"""Accounts to look around with, one for each kind of work."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.db import transaction

from bookings.roles import FRONT_DESK
from education.roles import EDITOR

ADMIN = "admin"
# Nothing that looks like another letter or figure: it is read from a screen and typed.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    username: str
    does: str
    group: str = ""


ACCOUNTS = [
    Account(ADMIN, "everything"),
    Account("frontdesk", "consultation requests", FRONT_DESK),
    Account("editor", "pages and publishing", EDITOR),
]


def new_password() -> str:
    """Make a password of 20 letters and figures in fours: 98 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(5))


@transaction.atomic
def create_accounts(password: str) -> None:
    """Create the accounts that are missing, all with ``password``; all of them or none."""
    hashed = make_password(password)
    for account in ACCOUNTS:
        user, created = User.objects.get_or_create(
            username=account.username,
            defaults={
                "password": hashed,
                "is_staff": True,
                "is_superuser": account.username == ADMIN,
            },
        )
        if created and account.group:
            user.groups.add(Group.objects.get(name=account.group))
