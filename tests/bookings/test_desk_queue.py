"""The queue: who waits longest is seen first, and one person is found by what they say."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from bookings import workflow
from bookings.models import AuditEvent, Status
from tests.bookings.desk import LIST, detail, last_event, rows
from tests.bookings.factories import make_request, make_staff
from tests.education.factories import make_procedure_page, make_publication

pytestmark = pytest.mark.django_db


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
