"""The README is short and true: its commands, its pictures, its figures."""

import re

import pytest

from tests.programs import ROOT, manage

README = (ROOT / "README.md").read_text()


def commands():
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_it_opens_with_a_picture_and_two_commands_of_one_line():
    run, test = commands()[:2]

    assert README.index("](.pictures/home.png)") < README.index("```sh")
    assert run.endswith("manage.py demo")
    assert test.endswith("-m pytest")
    for command in (run, test):
        assert command.startswith("python3 -m venv .venv && ")
        assert "--require-hashes" in command


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
def test_every_picture_exists_and_is_small(target):
    file = ROOT / target

    assert file.stat().st_size <= 200_000
    assert file.read_bytes().startswith(b"\x89PNG")


def test_every_picture_has_words_for_who_cannot_see_it():
    assert all(len(words) > 20 for words in re.findall(r"!\[(.*?)\]", README))


def test_every_file_and_module_it_names_exists():
    named = re.findall(r"`((?:tests|clinic_site|education|bookings|\.ci)/[\w./]+)`", README)
    modules = re.findall(r"-m (tests\.[\w.]+)", README)

    assert len(named) + len(modules) > 5
    for name in named:
        assert (ROOT / name).exists(), name
    for module in modules:
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module


def test_the_figures_are_those_of_the_pages(live_site):
    """Grades and words exactly; bytes within what a date or a picture's name may change."""
    measured = manage(
        "measure_pages",
        VAR_DIR=str(live_site.var_dir),
        DJANGO_SETTINGS_MODULE="clinic_site.settings.demo",
        **live_site.database,
    ).stdout
    written = re.search(r"<!-- measure_pages -->\n(.*?)\n<!--", README, re.DOTALL)[1]

    now, then = table(measured), table(written)
    assert now.keys() == then.keys()
    for path, (words, grade, queries, size) in now.items():
        assert then[path][:3] == (words, grade, queries), path
        assert abs(number(then[path][3]) - number(size)) <= 100, path


def table(text):
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    return {row[0]: tuple(row[1:]) for row in rows if row[0].startswith("/")}


def number(text):
    return int(text.replace(",", ""))


def test_every_setting_it_lists_is_read_and_every_one_read_is_listed():
    listed = set(re.findall(r"`([A-Z_]{5,})`", README.partition("## Settings")[2]))
    read = set()
    for file in (ROOT / "clinic_site" / "settings").glob("*.py"):
        read |= set(re.findall(r'env\.\w+\("([A-Z_]+)"', file.read_text()))

    assert read - {"DEBUG"} <= listed


def test_nothing_it_says_belongs_to_one_machine():
    assert not re.search(r"(^|\s)/(home|root|work|tmp)/", README)
