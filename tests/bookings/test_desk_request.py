"""One request at the desk: all of it to read, one press to move it, every look recorded."""

import pytest

from bookings import audit
from bookings.models import AuditEvent, Note, Status
from tests.bookings.desk import LIST, detail, last_event, move
from tests.bookings.factories import make_request

pytestmark = pytest.mark.django_db


def test_the_page_shows_what_the_person_wrote_and_offers_no_way_to_rewrite_it(desk):
    made = make_request(message="First line\nSecond line")

    html = desk.get(detail(made)).content.decode()

    for shown in ("Test Person", "test.person@example.com", "+1 619-555-0142", "First line"):
        assert shown in html
    assert "Tuesday, morning" in html
    for name in ("full_name", "email", "phone", "message"):
        assert f'name="{name}"' not in html


def test_every_look_at_a_request_is_recorded_and_shown(desk):
    made = make_request()

    desk.get(detail(made))
    html = desk.get(detail(made)).content.decode()

    assert made.audit_events.filter(action=AuditEvent.Action.VIEWED).count() == 2
    assert "Who has opened this request" in html
    assert audit.first_broken() is None


def test_a_request_that_does_not_exist_is_404(desk):
    assert desk.get(f"{LIST}999999/change/").status_code == 404


def test_the_page_costs_few_queries(desk, django_assert_max_num_queries):
    made = make_request()

    with django_assert_max_num_queries(20):
        desk.get(detail(made))


def test_a_step_is_one_press(desk):
    made = make_request()

    response = move(desk, made, "in_review")

    assert (response.status_code, response["Location"]) == (303, detail(made))
    made.refresh_from_db()
    assert (made.status, made.version) == ("in_review", 2)
    html = desk.get(detail(made)).content.decode()
    assert "staff-0" in html


def test_only_possible_steps_are_offered(desk):
    made = make_request()

    html = desk.get(detail(made)).content.decode()

    offered = {status for status in Status.values if f'name="to" value="{status}"' in html}
    assert offered == {"in_review", "spam", "withdrawn", "duplicate"}


@pytest.mark.parametrize(
    ("to", "reason", "said"),
    [
        ("booked", "Because", "not possible from here"),
        ("withdrawn", " ", "Write a reason"),
        ("withdrawn", "x" * 1001, "Shorten the reason"),
        ("nonsense", "", "not possible from here"),
    ],
)
def test_a_refused_step_says_why_keeps_the_reason_and_changes_nothing(desk, to, reason, said):
    made = make_request()

    response = move(desk, made, to, reason=reason)

    assert response.status_code == 409
    assert said in response.content.decode()
    assert reason.strip() in response.content.decode()
    made.refresh_from_db()
    assert (made.status, made.version) == ("new", 1)
    assert last_event().action == AuditEvent.Action.REFUSED


def test_who_looked_at_an_older_version_is_told(desk):
    made = make_request()
    move(desk, made, "in_review")

    response = move(desk, made, "spam", version=1)

    assert response.status_code == 409
    made.refresh_from_db()
    assert made.status == "in_review"


def test_a_note_is_stored_and_shown(desk):
    made = make_request()

    response = desk.post(f"{LIST}{made.pk}/note/", {"body": "Prefers mornings <b>"})

    assert response.status_code == 303
    assert Note.objects.get().body == "Prefers mornings <b>"
    assert "Prefers mornings &lt;b&gt;" in desk.get(detail(made)).content.decode()


@pytest.mark.parametrize("body", ["", "   ", "x" * 2001, "a\0b"])
def test_an_unusable_note_is_refused_with_a_reason(desk, body):
    made = make_request()

    response = desk.post(f"{LIST}{made.pk}/note/", {"body": body})

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not Note.objects.exists()


def test_an_extension_is_shown_and_dialled(desk):
    html = desk.get(detail(make_request(phone="+16195550142;ext=5"))).content.decode()

    assert "+1 619-555-0142 ext. 5" in html
    assert "tel:+1-619-555-0142;ext=5" in html
