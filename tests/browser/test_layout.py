"""How pages sit on a screen and on paper."""

import pytest

from tests.site_map import ERRORS, GUIDES, PROCEDURES, PUBLIC

LONG = [*PROCEDURES, *GUIDES, "/"]


def overflow(page):
    """Elements that stick out of the window to the side, unless they scroll in themselves."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          const scrolls = element => {
            for (let one = element; one; one = one.parentElement) {
              if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(one).overflowX)) {
                return true;
              }
            }
            return false;
          };
          return [...document.body.querySelectorAll('*')]
            .filter(one => one.getBoundingClientRect().right > width + 1 && !scrolls(one))
            .map(one => one.outerHTML.slice(0, 120));
        }"""
    )


@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_nothing_sticks_out_at_320_pixels(page, path):
    # The same width is left at 400 % zoom on a 1280 pixel screen.
    opened = page(viewport={"width": 320, "height": 640})
    opened.goto(path)

    assert overflow(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_check_would_see_something_stick_out(page):
    # Negative control.
    opened = page(viewport={"width": 320, "height": 640})
    opened.goto("/")
    opened.evaluate("document.querySelector('.page-head__lead').style.width = '400px'")

    assert overflow(opened)


def test_larger_letters_stay_inside(page):
    opened = page(viewport={"width": 390, "height": 844})
    opened.goto("/procedures/fue/")
    opened.evaluate("document.documentElement.style.fontSize = '200%'")

    assert overflow(opened) == []


@pytest.mark.parametrize("path", [*LONG, "/consultation/"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_the_page_loads_and_is_read(page, path, width):
    opened = page(viewport={"width": width, "height": 900})
    opened.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({type: 'layout-shift', buffered: true});"""
    )
    opened.goto(path)
    height = opened.evaluate("document.body.scrollHeight")
    for top in range(0, height, 800):
        opened.evaluate(
            """top => new Promise(done => {
              window.scrollTo(0, top);
              requestAnimationFrame(() => requestAnimationFrame(done));
            })""",
            top,
        )
    opened.wait_for_load_state("networkidle")

    assert opened.evaluate("window.shift") == 0


def test_the_section_list_stays_in_sight_on_a_wide_screen(page):
    opened = page(viewport={"width": 1440, "height": 900})
    opened.goto("/procedures/fue/#risks")
    link = opened.get_by_role("navigation", name="On this page").get_by_role(
        "link", name="Risks and side effects"
    )
    box = link.bounding_box()

    assert 0 <= box["y"] <= 900


def test_lines_are_of_a_length_that_reads_well(page):
    opened = page(viewport={"width": 1440, "height": 900})
    opened.goto("/procedures/prp/")
    characters = opened.evaluate(
        """() => {
          const text = document.querySelector('#what-it-is ~ * p');
          const range = document.createRange();
          range.selectNodeContents(text);
          // The last line is short: count the width that letters fill, not the lines.
          const filled = [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0);
          return text.textContent.length / (filled / text.getBoundingClientRect().width);
        }"""
    )

    # 60 to 70 with the fonts of most systems; some fonts are wider.
    assert 50 <= characters <= 80


def test_a_table_becomes_cards_on_a_phone_with_every_value_named(page):
    opened = page(viewport={"width": 390, "height": 844})
    opened.goto("/procedures/fue/")
    table = opened.locator("#risks ~ .table table").first

    assert table.get_by_role("row").count() > 3
    assert opened.evaluate(
        """() => getComputedStyle(document.querySelector('.table__grid td')).display"""
    ) in ("block", "grid", "flex")
    label = opened.evaluate(
        """() => getComputedStyle(document.querySelector('.table__grid td'), '::before').content"""
    )
    assert "With treatment" in label or "What it involves" in label


def test_targets_are_at_least_24_pixels(page):
    opened = page(viewport={"width": 390, "height": 844})
    for path in ("/", "/consultation/"):
        opened.goto(path)
        small = opened.evaluate(
            """() => [...document.querySelectorAll('button, input:not([type=hidden]), nav a')]
              .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
              .filter(([_, box]) => box.height && (box.height < 24 || box.width < 24))
              .map(([html]) => html)"""
        )
        assert small == []


@pytest.mark.parametrize("path", [*PROCEDURES, "/guides/your-consultation/"])
def test_on_paper_there_is_no_navigation_and_addresses_are_spelled_out(page, path):
    opened = page(viewport={"width": 800, "height": 1100})
    opened.goto(path)
    opened.emulate_media(media="print")

    for hidden in ("nav", ".site-header__nav", ".skip-link"):
        for one in opened.locator(hidden).all():
            assert not one.is_visible()
    spelled = opened.evaluate(
        """() => [...document.querySelectorAll('.references a[href^="https"]')]
          .filter(one => getComputedStyle(one, '::after').content.includes('http')).length"""
    )
    assert spelled > 0
    header = opened.locator(".print-head")
    assert header.is_visible()
    assert opened.title().partition(" | ")[0] in header.inner_text()
    assert "2026" in header.inner_text() or "version" in header.inner_text()
