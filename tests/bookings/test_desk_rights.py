"""Who may do what at the desk, and what no address does."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings import workflow
from bookings.models import ConsultationRequest, Note, Status
from bookings.roles import CLINICIAN, FRONT_DESK
from tests.bookings.desk import LIST, detail, move
from tests.bookings.factories import make_request, make_staff

pytestmark = pytest.mark.django_db


def addresses(made):
    return [
        ("get", LIST),
        ("get", detail(made)),
        ("post", f"{LIST}search/"),
        ("post", f"{LIST}{made.pk}/move/"),
        ("post", f"{LIST}{made.pk}/note/"),
    ]


def test_strangers_are_sent_to_the_login_page(client):
    for method, address in addresses(make_request()):
        response = getattr(client, method)(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_staff_without_the_right_see_nothing(client):
    client.force_login(make_staff(None))
    for method, address in addresses(make_request()):
        assert getattr(client, method)(address).status_code == 403


def test_only_who_may_decline_is_offered_it(client):
    made = make_request()
    workflow.move(made, to=Status.IN_REVIEW, actor=make_staff(), at=timezone.now())
    client.force_login(make_staff(CLINICIAN))
    assert 'value="declined"' in client.get(detail(made)).content.decode()

    client.force_login(make_staff(FRONT_DESK))
    assert 'value="declined"' not in client.get(detail(made)).content.decode()
    assert move(client, made, "declined", reason="No").status_code == 403
    made.refresh_from_db()
    assert made.status == "in_review"


def test_the_front_desk_cannot_reach_what_patients_read(desk):
    for model in ("page", "clinic", "publication", "reference"):
        assert desk.get(f"/admin/education/{model}/").status_code == 403


def test_the_front_desk_starts_at_the_queue(desk):
    assert desk.get("/admin/")["Location"] == LIST


def test_who_does_more_starts_at_the_overview(client):
    client.force_login(make_staff(None, is_superuser=True))

    html = client.get("/admin/").content.decode()

    assert html.index("Front desk") < html.index("What patients read")


def test_nothing_changes_on_get(desk):
    made = make_request()
    before = (ConsultationRequest.objects.values().get(), Note.objects.count())

    for method, address in addresses(made):
        if method == "post":
            assert desk.get(address).status_code == 405

    assert (ConsultationRequest.objects.values().get(), Note.objects.count()) == before


def test_djangos_own_pages_for_adding_and_deleting_are_not_there(client):
    client.force_login(make_staff(None, is_superuser=True))
    made = make_request()

    for tail in ("add/", f"{made.pk}/delete/", f"{made.pk}/history/"):
        assert client.get(f"{LIST}{tail}").status_code == 404
    assert ConsultationRequest.objects.exists()


def test_an_erased_request_is_out_of_reach(desk):
    made = make_request()
    ConsultationRequest.objects.filter(pk=made.pk).update(
        status=Status.PURGED, awaits_answer=False, answered_at=timezone.now()
    )

    assert made.reference_display not in desk.get(LIST).content.decode()
    assert desk.get(detail(made)).status_code == 404


def test_pages_about_people_are_stored_by_nobody(desk):
    made = make_request()

    for address in (LIST, detail(made), reverse("admin:index")):
        assert "no-store" in desk.get(address)["Cache-Control"]
