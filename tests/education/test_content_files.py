"""Content files: checked before anything changes, loaded once, exported byte for byte."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from education.content_files.exporting import export
from education.content_files.folder import SHIPPED, read_folder
from education.content_files.loading import Result, load
from education.content_files.reading import ContentError
from education.models import FactToConfirm, Page, Reference, Section

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files that a test may spoil."""
    return shutil.copytree(SHIPPED, tmp_path / "content")


def spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


def line_of(path, words):
    return next(
        number for number, line in enumerate(path.read_text().splitlines(), 1) if words in line
    )


def test_loading_twice_changes_nothing_the_second_time():
    content = read_folder()
    load(content)

    assert set(load(content).values()) == {Result.UNCHANGED}


def test_load_then_export_gives_the_shipped_files_byte_for_byte(tmp_path):
    load(read_folder())

    export(tmp_path)

    shipped = {path.relative_to(SHIPPED): path.read_bytes() for path in SHIPPED.rglob("*.yaml")}
    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    assert written.keys() == shipped.keys()
    assert [str(name) for name in shipped if written[name] != shipped[name]] == []


def test_a_changed_file_updates_what_staff_left_alone(folder):
    load(read_folder(folder))
    spoil(folder, "en/pages/prp.yaml", "short_title: PRP", "short_title: PRP shots")

    results = load(read_folder(folder))

    assert results["page prp (en)"] is Result.UPDATED
    assert Page.objects.get(slug="prp").short_title == "PRP shots"


def test_what_staff_changed_is_kept_and_said(folder, capsys):
    load(read_folder(folder))
    Section.objects.filter(page__slug="prp", section_id="what-it-is").update(body="Our own words.")
    spoil(folder, "en/pages/prp.yaml", "short_title: PRP", "short_title: PRP shots")

    call_command("load_content", folder=folder)

    assert "page prp (en): kept: changed by staff" in capsys.readouterr().out
    page = Page.objects.get(slug="prp")
    assert page.short_title == "PRP"
    assert page.sections.get(section_id="what-it-is").body == "Our own words."


def test_a_reference_staff_changed_is_kept(folder):
    load(read_folder(folder))
    Reference.objects.filter(key="kuka-2020").update(title="Corrected by staff")

    results = load(read_folder(folder))

    assert results["reference kuka-2020"] is Result.KEPT
    assert Reference.objects.get(key="kuka-2020").title == "Corrected by staff"


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("en/pages/prp.yaml", "short_title: PRP", "shorttitle: PRP", "unknown field “shorttitle”"),
        ("en/pages/prp.yaml", "id: what-it-is", "id: what-is-it", "section id “what-is-it”"),
        ("en/pages/prp.yaml", "[@kieling-2024]", "[@kieling-1824]", "reference “kieling-1824”"),
        ("en/pages/prp.yaml", "earns: true", "earns: [1]", "“earns”"),
        ("en/pages/prp.yaml", "name: prp-steps", "name: prp-dance", "unknown drawing “prp-dance”"),
        ("en/pages/prp.yaml", "evidence_grade: low", "evidence_grade: fair", "evidence_grade"),
        ("en/options.yaml", "key: prp", "key: minoxidil", "“minoxidil” stands here twice"),
        ("references.yaml", "year: 2017", "year: soon", "year"),
        ("clinic.yaml", "name:", "nom:", "unknown field “nom”"),
    ],
    ids=["field", "section", "reference", "type", "drawing", "grade", "twice", "year", "clinic"],
)  # fmt: skip
def test_a_fault_names_file_line_and_reason_and_changes_nothing(folder, name, old, new, reason):
    path = spoil(folder, name, old, new)
    before = Page.objects.count(), Reference.objects.count()

    with pytest.raises(CommandError) as caught:
        call_command("load_content", folder=folder)

    faulty = [line for line in str(caught.value).splitlines() if reason in line]
    assert faulty, str(caught.value)
    assert faulty[0].startswith(f"{path}:")
    assert str(caught.value).endswith("Nothing was changed.")
    assert (Page.objects.count(), Reference.objects.count()) == before


def test_the_line_is_the_line_of_the_fault(folder):
    path = spoil(folder, "en/pages/prp.yaml", "short_title: PRP", "shorttitle: PRP")

    with pytest.raises(ContentError) as caught:
        read_folder(folder)

    lines = {fault.line for fault in caught.value.faults if "unknown field" in fault.reason}
    assert lines == {line_of(path, "shorttitle")}


def test_every_fault_of_every_file_is_reported_at_once(folder):
    spoil(folder, "en/pages/prp.yaml", "short_title: PRP", "shorttitle: PRP")
    spoil(folder, "en/pages/fue.yaml", "kind: procedure", "kind: operation")

    with pytest.raises(ContentError) as caught:
        read_folder(folder)

    assert {fault.file.name for fault in caught.value.faults} >= {"prp.yaml", "fue.yaml"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name: [A\n", "clinic.yaml:2: did not find expected"),
        ("name: A\nname: B\n", "“name” stands here twice"),
        ("", "Input should be"),
        ("- 1\n", "Input should be"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(folder, text, reason):
    (folder / "clinic.yaml").write_text(text)

    with pytest.raises(ContentError) as caught:
        read_folder(folder)

    assert reason in str(caught.value)


def test_bytes_that_are_not_text_are_refused(folder):
    (folder / "clinic.yaml").write_bytes(b"name: \xff\xfe")

    with pytest.raises(ContentError, match="not UTF-8"):
        read_folder(folder)


def test_a_confirmed_fact_stays_confirmed_when_the_file_changes(folder, admin_user):
    load(read_folder(folder))
    fact = FactToConfirm.objects.filter(page__slug="prp").first()
    fact.confirmed_at, fact.confirmed_by = "2026-11-23T18:00:00Z", admin_user
    fact.save()
    spoil(folder, "en/pages/prp.yaml", "short_title: PRP", "short_title: PRP shots")

    load(read_folder(folder))

    again = FactToConfirm.objects.get(page__slug="prp", fact=fact.fact)
    assert again.confirmed_by == admin_user
