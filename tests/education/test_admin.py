"""Editors change drafts, publish them, and see what the clinic must still confirm."""

import pytest
from django.contrib.auth.models import Group

from education.content_files.folder import read_folder
from education.content_files.loading import load
from education.models import FactToConfirm, Page, Publication
from education.publishing import compose_draft
from education.roles import EDITOR
from tests.bookings.factories import make_request
from tests.education.factories import (
    make_page,
    make_procedure_page,
    make_publication,
    make_section,
)
from tests.html import tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITOR))
    client.force_login(user)
    return client


def publish(client, *pages):
    return client.post(
        "/admin/education/page/",
        {"action": "publish_selected", "_selected_action": [page.pk for page in pages]},
        follow=True,
    )


def test_what_is_saved_reaches_readers_only_through_publish(editor):
    page = make_page(slug="a-guide", title="Before")
    make_publication(page)
    Page.objects.filter(pk=page.pk).update(title="After")
    assert "Before" in editor.get("/guides/a-guide/").content.decode()

    response = publish(editor, page)

    assert "1 page published" in response.content.decode()
    assert "After" in editor.get("/guides/a-guide/").content.decode()
    newest = Publication.objects.first()
    assert (newest.number, newest.published_by.username) == (2, "editor")


def test_publishing_an_unchanged_page_makes_no_version(editor):
    page = make_page()
    make_publication(page)

    publish(editor, page)

    assert page.publications.count() == 1


def test_a_page_that_may_not_be_published_is_refused_with_a_reason(editor):
    page = make_procedure_page(contains_isolated_cells=True)

    response = publish(editor, page)

    assert "isolated cells" in response.content.decode()
    assert not page.publications.exists()


def test_everything_the_clinic_must_confirm_is_listed_with_its_page(editor):
    load(read_folder())

    html = editor.get("/admin/education/facttoconfirm/?all=1").content.decode()

    assert FactToConfirm.objects.count() > 50
    assert "exact fat device" in html.lower() or "fat device" in html.lower()
    assert "PRP kit" in html


def test_a_confirmed_fact_keeps_who_and_when(editor):
    load(read_folder())
    fact = FactToConfirm.objects.first()

    editor.post(
        "/admin/education/facttoconfirm/",
        {"action": "mark_confirmed", "_selected_action": [fact.pk]},
    )

    fact.refresh_from_db()
    assert fact.confirmed_by.username == "editor"
    assert fact.confirmed_at is not None


def test_a_citation_of_nothing_is_named_on_saving_and_on_publishing(editor):
    page = make_page(slug="a-guide")
    section = make_section(page, body="A claim [@nobody-1999].")
    address = f"/admin/education/page/{page.pk}/change/"

    saved = editor.post(address, fields_of(editor.get(address)), follow=True)
    published = publish(editor, page)

    for response in (saved, published):
        assert "cites “nobody-1999”, which is not among the references" in messages_on(response)
    assert not page.publications.exists()
    section.delete()


def test_saving_says_that_readers_do_not_see_it_yet(editor):
    page = make_page(slug="a-guide")
    address = f"/admin/education/page/{page.pk}/change/"

    response = editor.post(address, fields_of(editor.get(address)), follow=True)

    assert "Saved as a draft" in messages_on(response)


def messages_on(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("tail", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_a_publication_can_be_read_and_nothing_else(editor, tail):
    publication = make_publication()
    address = f"/admin/education/publication/{tail.format(pk=publication.pk)}"

    answer = editor.post(address, {"change_note": "changed"}).status_code

    assert answer == 403
    assert Publication.objects.get().change_note == "First version"


def test_every_editing_page_opens(editor):
    load(read_folder())
    page = Page.objects.get(slug="fue")

    for model in ("page", "reference", "option", "glossaryterm", "clinic", "clinician"):
        assert editor.get(f"/admin/education/{model}/").status_code == 200
    assert editor.get(f"/admin/education/page/{page.pk}/change/").status_code == 200


def fields_of(response):
    """Every name and value the editing form would send, unchanged."""
    page = tree(response)
    (form,) = [one for one in page.iter("form") if one.get("id") == "page_form"]
    values = {}
    for one in form.iter("input"):
        kind = one.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in one.attrib:
            continue
        if kind not in ("submit", "button"):
            values.setdefault(one.get("name"), []).append(
                one.get("value", "on" if kind == "checkbox" else "")
            )
    for one in form.iter("textarea"):
        # A browser drops the line break right after the tag.
        values[one.get("name")] = [(one.text or "").removeprefix("\n")]
    for one in form.iter("select"):
        chosen = [
            option.get("value") for option in one.iter("option") if "selected" in option.attrib
        ]
        values[one.get("name")] = chosen
    return {name: value for name, value in values.items() if name and "__prefix__" not in name}


def complaints(response):
    page = tree(response)
    lists = [one for one in page.iter("ul") if "errorlist" in one.get("class", "")]
    return ["".join(one.itertext()) for one in lists]


@pytest.mark.parametrize("slug", ["micronized-fat-grafting", "prp", "fue", "pattern-hair-loss"])
def test_the_longest_pages_can_be_saved_unchanged(editor, slug):
    load(read_folder())
    page = Page.objects.get(slug=slug)
    address = f"/admin/education/page/{page.pk}/change/"
    before = compose_draft(page.pk)

    response = editor.post(address, fields_of(editor.get(address)))

    assert complaints(response) == []
    assert response.status_code == 302
    assert compose_draft(page.pk) == before


def test_editors_do_not_see_what_patients_sent(editor):
    made = make_request()

    for tail in ("", f"{made.pk}/change/"):
        assert editor.get(f"/admin/bookings/consultationrequest/{tail}").status_code == 403
