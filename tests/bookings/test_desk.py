"""The staff desk: who waits is seen first, a request can be answered, every look is recorded."""

import json
from datetime import timedelta

import html5lib
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bookings import audit, workflow
from bookings.models import AuditEvent, ConsultationRequest, Note, Status
from bookings.roles import CLINICIAN, FRONT_DESK
from tests.bookings.factories import make_request, make_staff
from tests.education.factories import make_procedure_page, make_publication

pytestmark = pytest.mark.django_db

LIST = "/admin/bookings/consultationrequest/"


@pytest.fixture
def desk(client):
    """A browser in which somebody of the front desk has signed in."""
    client.force_login(make_staff(FRONT_DESK, first_name="Front"))
    return client


def detail(made):
    return f"{LIST}{made.pk}/change/"


def move(client, made, to, *, version=None, reason=""):
    values = {"to": to, "version": version or made.version, "reason": reason}
    return client.post(f"{LIST}{made.pk}/move/", values)


def rows(response):
    """The cells of the list, as text, row by row."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    (table,) = [one for one in page.iter("table") if one.get("id") == "result_list"]
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("td", "th")]
        for row in table.find("tbody").iter("tr")
    ]


def last_event():
    return AuditEvent.objects.latest("sequence")


# The list


def test_who_waits_longest_stands_on_top(desk):
    now = timezone.now()
    make_request(full_name="Young", at=now - timedelta(hours=2))
    make_request(full_name="Old", at=now - timedelta(days=3))
    answered = make_request(full_name="Answered", at=now - timedelta(days=9))
    staff = make_staff()
    workflow.move(answered, to=Status.IN_REVIEW, actor=staff, at=now)
    workflow.move(answered, to=Status.CONTACTED, actor=staff, at=now)

    shown = rows(desk.get(LIST))

    assert [row[1] for row in shown] == ["Old", "Young", "Answered"]
    assert [row[0] for row in shown] == ["3 days", "2 hours", "answered after 1 week"]


def test_the_list_names_the_subject_by_its_page(desk):
    make_publication(make_procedure_page(slug="prp", short_title="Platelet-rich plasma"))
    make_request(procedure="prp")
    make_request(procedure="")
    make_request(procedure="a-page-now-gone")

    assert {row[3] for row in rows(desk.get(LIST))} == {
        "Platelet-rich plasma",
        "Not sure",
        "a-page-now-gone",
    }


def test_the_list_can_be_narrowed(desk):
    make_request(full_name="Waits", procedure="prp")
    spam = make_request(full_name="Sells pills", procedure="")
    workflow.move(spam, to=Status.SPAM, actor=make_staff(), at=timezone.now())

    def names(query):
        return {row[1] for row in rows(desk.get(LIST, query))}

    assert names({}) == {"Waits", "Sells pills"}
    assert names({"stage": "waiting"}) == names({"stage": "open"}) == {"Waits"}
    assert names({"stage": "closed"}) == names({"status__exact": "spam"}) == {"Sells pills"}
    assert names({"subject": "not-sure"}) == {"Sells pills"}


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_costs_the_same_whatever_its_length(desk, django_assert_max_num_queries, count):
    for _ in range(count):
        make_request()

    with django_assert_max_num_queries(12):
        desk.get(LIST)


def test_seeing_the_list_is_recorded_with_what_was_on_it(desk):
    made = [make_request(), make_request()]

    desk.get(LIST)

    assert last_event().action == AuditEvent.Action.LISTED
    assert sorted(json.loads(last_event().details)["requests"]) == [one.pk for one in made]


def test_markup_in_a_name_stays_text(desk):
    made = make_request(full_name="<script>alert(1)</script>", message="<img src=x onerror=a()>")

    for address in (LIST, detail(made)):
        html = desk.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in desk.get(LIST).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "full_name=x",
        "email__contains=a",
        "message__icontains=a",
        "assignee__password__startswith=a",
        "status__in=new",
        "status__regex=(canary",
        "id__in=" + "9" * 30,
        "id__in=1,x",
        "id__in=" + ",".join(["7"] * 2000),
        "id__gte=0",
        "p=9999",
        "o=-99.1",
        "subject=" + "x" * 3000,
        "q=%F0%9F%92%A9",
        "stage=%27%22%3E%3Cscript%3E",
    ],
)
def test_odd_queries_get_a_readable_answer_and_tell_nothing(desk, query):
    made = make_request()

    response = desk.get(f"{LIST}?{query}")

    assert response.status_code in (200, 302, 400)
    assert made.email not in response.content.decode()


def test_one_damaged_row_does_not_keep_staff_from_the_others(desk):
    damaged, whole = make_request(full_name="Damaged"), make_request(full_name="Whole")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE bookings_consultationrequest SET full_name = 'abcdefgh:damaged' WHERE id = %s",
            [damaged.pk],
        )

    assert {row[1] for row in rows(desk.get(LIST))} == {"Cannot be read", "Whole"}
    assert desk.get(detail(whole)).status_code == 200
    broken = desk.get(detail(damaged))
    assert broken.status_code == 500
    assert "cannot be read" in broken.content.decode()
    assert "abcdefgh" not in broken.content.decode()


def test_an_extension_is_shown_and_dialled(desk):
    html = desk.get(detail(make_request(phone="+16195550142;ext=5"))).content.decode()

    assert "+1 619-555-0142 ext. 5" in html
    assert "tel:+1-619-555-0142;ext=5" in html


# Finding one person


@pytest.mark.parametrize(
    "typed",
    [
        "{reference}",
        "{lower}",
        "test.person@EXAMPLE.com",
        "(619) 555-0142",
        "+1 619 555 0142",
    ],
)
def test_a_person_is_found_by_what_they_say_on_the_phone(desk, typed):
    made = make_request()
    make_request(email="other@example.com", phone="+16195550199")
    term = typed.format(
        reference=made.reference_display, lower=made.reference_display.lower().replace("-", " ")
    )

    response = desk.post(f"{LIST}search/", {"term": term})

    assert response.status_code == 303
    assert response["Location"] == detail(made)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nobody@example.com", "Nothing found"),
        ("23456789D", "one or more characters are wrong"),
        ("Test Person", "Names and messages are encrypted"),
        ("", "Names and messages are encrypted"),
        ("' OR 1=1 --", "Names and messages are encrypted"),
        ("9" * 254, "Names and messages are encrypted"),
    ],
)
def test_an_unsuccessful_search_says_why(desk, typed, said):
    make_request()

    response = desk.post(f"{LIST}search/", {"term": typed}, follow=True)

    assert said in response.content.decode()


def test_several_requests_of_one_person_are_listed_together(desk):
    made = [make_request(), make_request()]
    make_request(email="other@example.com")

    response = desk.post(f"{LIST}search/", {"term": "test.person@example.com"}, follow=True)

    assert len(rows(response)) == len(made)


def test_what_was_searched_for_is_not_recorded(desk):
    desk.post(f"{LIST}search/", {"term": "test.person@example.com"})

    assert last_event().action == AuditEvent.Action.SEARCHED
    assert json.loads(last_event().details) == {"kind": "email", "found": 0}


# One request


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


# Who may


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
