"""Every public page as the running server sends it."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import html5lib
import pytest

from education.content_files.folder import read_folder
from tests.fetching import fetch
from tests.html import words
from tests.site_map import ERRORS, PROCEDURES, PUBLIC, PUBLISHED

# One TCP round trip, and what a long page may add to it (the first screen fits in the first).
ONE_ROUND_TRIP = 14_600
LONG_PAGE = 24_000

OPEN_PAYMENTS = (
    "For informational purposes only, a link to the federal Centers for Medicare and Medicaid "
    "Services (CMS) Open Payments web page is provided here. The federal Physician Payments "
    "Sunshine Act requires that detailed information about payment and other payments of value "
    "worth over ten dollars ($10) from manufacturers of drugs, medical devices, and biologics to "
    "physicians and teaching hospitals be made available to the public."
)


class Page:
    """One answer, parsed once."""

    def __init__(self, url, path):
        self.path = path
        self.answer = fetch(url + path)
        self.text = self.answer.body.decode()
        self.tree = html5lib.parse(self.text, namespaceHTMLElements=False)

    def all(self, *tags):
        return [element for element in self.tree.iter() if element.tag in tags]

    def ids(self):
        return [element.get("id") for element in self.tree.iter() if element.get("id")]


@pytest.fixture(scope="session")
def read(live_site):
    """Read a page of the live site; each is fetched once."""
    return cache(lambda path: Page(live_site.url, path))


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_the_page_is_valid_html(read, path):
    parser = html5lib.HTMLParser(strict=True)

    parser.parse(read(path).text)


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_ids_are_unique_and_every_reference_to_one_is_met(read, path):
    page = read(path)
    ids = page.ids()

    assert len(ids) == len(set(ids))
    for element in page.tree.iter():
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for target in (element.get(name) or "").split():
                assert target in ids, f"{name}={target}"


def test_every_internal_link_and_fragment_leads_somewhere(read):
    dead = []
    for path in [*PUBLIC, *ERRORS]:
        for link in read(path).all("a"):
            target = urlsplit(urljoin(path, link.get("href", "")))
            if target.scheme or target.netloc:
                continue
            found = read(target.path)
            if found.answer.status != (404 if target.path in ERRORS else 200) or (
                target.fragment and target.fragment not in found.ids()
            ):
                dead.append((path, link.get("href")))

    assert dead == []


def test_outside_links_are_secure_and_say_where_they_lead(read):
    for path in PUBLIC:
        for link in read(path).all("a"):
            target = urlsplit(link.get("href", ""))
            if target.netloc:
                assert target.scheme == "https", link.get("href")
            assert words(link) or link.get("aria-label"), f"{path}: a link without words"
            assert words(link).lower() not in {"click here", "read more", "learn more", "here"}
            assert link.get("target") is None


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_pictures_have_size_and_words_and_exist(read, live_site, path):
    for picture in read(path).all("img"):
        assert int(picture.get("width")) > 0
        assert int(picture.get("height")) > 0
        assert picture.get("alt") is not None
        assert len(picture.get("alt")) <= 125
        assert not re.match(r"(image|photo|picture) of", picture.get("alt"), re.I)
        assert fetch(live_site.url + picture.get("src")).status == 200


def test_pictures_below_the_first_screen_load_late(read):
    for path in PROCEDURES:
        for picture in read(path).all("img"):
            assert picture.get("loading") == "lazy"


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_there_is_one_h1_and_no_heading_level_is_skipped(read, path):
    levels = [int(one.tag[1]) for one in read(path).all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    for before, after in pairwise(levels):
        assert after <= before + 1, levels


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_landmarks_language_and_a_way_past_the_menu(read, path):
    page = read(path)

    assert page.all("html")[0].get("lang") == "en"
    (main,) = page.all("main")
    first_link = page.all("a")[0]
    assert first_link.get("href") == f"#{main.get('id')}"
    assert len(page.all("header")) >= 1
    assert len(page.all("footer")) == 1


def test_titles_and_descriptions_are_short_and_their_own(read):
    titles, descriptions = [], []
    for path in PUBLIC:
        page = read(path)
        titles.append(words(page.all("title")[0]))
        descriptions += [
            one.get("content") for one in page.all("meta") if one.get("name") == "description"
        ]

    assert len(set(titles)) == len(PUBLIC)
    assert len(set(descriptions)) == len(PUBLIC)
    for title in titles:
        # The page's own part; the clinic's name follows it.
        assert len(title.partition(" | ")[0]) <= 60, title


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(read, path):
    page = read(path)

    assert page.all("script", "iframe", "object", "embed", "video", "audio") == []
    for element in page.tree.iter():
        assert element.get("style") is None
        assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118
        if element.tag != "a":
            for name in ("src", "srcset", "href", "poster", "data"):
                value = element.get(name) or ""
                assert not urlsplit(value).netloc, value
    assert "@import" not in page.text
    assert "url(http" not in page.text


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_the_open_payments_notice_stands_word_for_word(read, path):
    (footer,) = read(path).all("footer")

    assert OPEN_PAYMENTS in words(footer)
    assert "https://openpaymentsdata.cms.gov" in [one.get("href") for one in footer.iter("a")]


def test_the_notice_is_the_one_in_the_law(read):
    # Negative control: one changed word is noticed by the comparison above.
    assert OPEN_PAYMENTS.replace("ten dollars", "$10") not in words(read("/").all("footer")[0])


def first_load(url, path):
    """Bytes on the wire for the page: status line, headers and body, brotli. Nothing else is
    needed for the first paint: the styles are in the page."""
    answer = fetch(url + path, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    lines = [f"{name}: {value}\r\n" for name, value in answer.headers.items()]
    return answer, len("HTTP/1.1 200 OK\r\n" + "".join(lines) + "\r\n") + len(answer.body)


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_the_first_load_keeps_its_budget(live_site, path):
    _, size = first_load(live_site.url, path)

    assert size <= (LONG_PAGE if path in PROCEDURES else ONE_ROUND_TRIP)


def decode_start(start):
    """What a browser can show of a brotli stream whose rest has not arrived."""
    decoder = brotli.Decompressor()
    text = decoder.process(start)
    while more := decoder.process(b""):
        text += more
    return text.decode(errors="ignore")


@pytest.mark.parametrize("path", PROCEDURES)
def test_the_first_screen_of_a_long_page_is_in_the_first_round_trip(live_site, path):
    answer, size = first_load(live_site.url, path)
    headers = size - len(answer.body)
    early = decode_start(answer.body[: ONE_ROUND_TRIP - headers])

    assert "</style>" in early
    assert 'id="key-points"' in early
    assert "Not yet medically reviewed" in early
    # Past the key points and the status: more than a tall phone shows at first.
    assert 'id="what-it-is"' in early


def test_the_budget_counts_everything_a_first_paint_needs(read):
    for path in PUBLIC:
        styles = [
            one.get("href") for one in read(path).all("link") if one.get("rel") == "stylesheet"
        ]
        assert styles == []


@pytest.mark.parametrize("path", sorted(Path("static/illustrations").glob("*.svg")), ids=str)
def test_each_drawing_is_small_and_says_what_it_shows(path):
    source = path.read_text()

    assert len(brotli.compress(source.encode())) <= 6 * 1024
    assert "<title" in source
    assert "<desc" in source
    assert "<script" not in source
    assert "prefers-color-scheme" in source


# What a reader is told


@pytest.mark.parametrize("path", PROCEDURES)
def test_until_a_clinician_signs_the_page_says_so_beside_its_title(read, path):
    page = read(path)
    (heading,) = page.all("h1")
    after = page.text[page.text.index("</h1>") :][:200]

    assert words(heading)
    assert "Not yet medically reviewed" in after
    assert "Medically reviewed by" not in page.text


@pytest.mark.parametrize("path", PUBLISHED)
def test_citations_lead_to_the_numbered_list_and_back(read, path):
    page = read(path)
    ids = page.ids()
    marks = [one for one in page.all("a") if (one.get("id") or "").startswith("cite-")]
    backs = [one.get("href") for one in page.all("a") if "references__back" in one.get("class", "")]

    assert sorted(backs) == sorted(f"#{mark.get('id')}" for mark in marks)
    for mark in marks:
        assert mark.get("href").removeprefix("#") in ids
    if path in PROCEDURES:
        assert len(marks) >= 20


def test_a_reference_names_what_is_still_to_be_confirmed(read):
    """Details from memory, such as page numbers, are labelled where they stand."""
    open_details = {one.key: one.unconfirmed for one in read_folder().references}
    listed = words(read("/procedures/micronized-fat-grafting/").all("main")[0])

    assert open_details["kuka-2020"]
    assert f"To be confirmed: {open_details['kuka-2020']}" in listed


@pytest.mark.parametrize("path", PROCEDURES)
def test_the_section_list_names_every_heading(read, path):
    page = read(path)
    (nav,) = [one for one in page.all("nav") if one.get("aria-labelledby") == "on-this-page"]
    listed = {one.get("href").removeprefix("#"): words(one) for one in nav.iter("a")}
    (main,) = page.all("main")
    headings = {one.get("id"): words(one) for one in main.iter("h2") if one.get("id")}
    for unlisted in ("key-points", "on-this-page", "status"):
        headings.pop(unlisted, None)
        listed.pop(unlisted, None)

    assert listed == headings


@pytest.mark.parametrize("path", PROCEDURES)
def test_a_same_day_sign_has_somewhere_to_go_at_night(read, path):
    (main,) = read(path).all("main")

    assert "If you cannot reach the clinic, go to an emergency room." in words(main)


@pytest.mark.parametrize("path", PROCEDURES)
def test_the_price_is_exact_and_marked_as_an_example_or_not_given(read, path):
    (main,) = read(path).all("main")
    text = words(main)

    assert not re.search(r"(as low as|starting at|and up\b|from \$|lowest price)", text, re.I)
