"""Who may what: exactly the table, after every migration."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from bookings.roles import CLINICIAN, FRONT_DESK, PERMISSIONS, apply_roles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [FRONT_DESK, CLINICIAN])
def test_each_group_has_exactly_its_permissions(name):
    held = Group.objects.get(name=name).permissions.values_list("codename", flat=True)

    assert set(held) == PERMISSIONS[name]


def test_a_change_by_hand_is_undone_and_other_apps_are_left_alone():
    group = Group.objects.get(name=FRONT_DESK)
    group.permissions.add(
        Permission.objects.get(codename="decline_consultationrequest"),
        Permission.objects.get(codename="view_clinic"),
    )
    group.permissions.remove(Permission.objects.get(codename="view_note"))

    apply_roles(apps.get_app_config("bookings"))

    held = set(group.permissions.values_list("codename", flat=True))
    assert held == PERMISSIONS[FRONT_DESK] | {"view_clinic"}
