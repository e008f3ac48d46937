"""The style sheet: many files for us, one short text for the browser."""

import base64
import re
from hashlib import sha256

import pytest
from django.core.exceptions import ImproperlyConfigured

from clinic_site import stylesheet
from tests.fetching import fetch
from tests.programs import ROOT

CSS = ROOT / "static" / "css"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ORDER").write_text("# first the tokens\ntokens.css\n\nparts/card.css\n")
    (tmp_path / "tokens.css").write_text(":root { --ink: #111; }")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "card.css").write_text("/* A card. */\n.card { color: var(--ink); }")
    return tmp_path


def test_files_are_joined_in_order_and_minified(folder):
    assert stylesheet.build(folder).text == ":root{--ink:#111}.card{color:var(--ink)}"


def test_a_missing_file_is_named(folder):
    (folder / "tokens.css").unlink()

    with pytest.raises(ImproperlyConfigured, match=r"tokens\.css"):
        stylesheet.build(folder)


def test_text_that_could_end_the_style_element_is_refused(folder):
    (folder / "tokens.css").write_text('a::after { content: "</style><script>" }')

    with pytest.raises(ImproperlyConfigured, match="</"):
        stylesheet.build(folder)


def test_while_debugging_a_change_shows_at_once(folder, settings):
    settings.BASE_DIR = folder
    settings.DEBUG = True
    (folder / "static").mkdir()
    (folder / "static" / "css").symlink_to(folder)
    before = stylesheet.site_stylesheet()

    (folder / "tokens.css").write_text(":root { --ink: #222; }")

    assert stylesheet.site_stylesheet().csp_source != before.csp_source


def test_every_style_file_has_its_place_in_the_order():
    written = {path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")}
    written.remove("admin.css")  # A file of its own: only the admin's pages load it.

    assert set(stylesheet.read_order(CSS)) == written


@pytest.mark.parametrize("path", ["/", "/consultation/", "/no-such-page/"])
def test_the_policy_allows_exactly_the_inline_style_of_each_page(live_site, path):
    answer = fetch(live_site.url + path)
    (style,) = re.findall(r"<style>(.*?)</style>", answer.body.decode(), re.DOTALL)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()

    assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
