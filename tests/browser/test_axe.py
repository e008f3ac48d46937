"""No finding of the axe accessibility checker, anywhere, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_journeys import sign_in
from tests.site_map import ERRORS, PUBLIC

LIST = "/admin/bookings/consultationrequest/"
STAFF_PAGES = [
    "/admin/",
    LIST,
    f"{LIST}?stage=waiting",
    "/admin/education/page/",
    "/admin/education/facttoconfirm/",
    "/admin/education/publication/",
    "/admin/education/clinic/1/change/",
    "/admin/password_change/",
    "/admin/auth/user/",
]
OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# AAA contrast is this project's own bar for what patients read.
PUBLIC_OPTIONS = OPTIONS | {"rules": {"color-contrast-enhanced": {"enabled": True}}}


def findings(page, options=PUBLIC_OPTIONS):
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:160] for node in one['nodes']][:3]}" for one in violations
    ]


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("path", [*PUBLIC, *ERRORS])
def test_public_pages(page, path, colors):
    opened = page(color_scheme=colors, viewport={"width": 1280, "height": 900})
    opened.goto(path)

    assert findings(opened) == []


@pytest.mark.parametrize("path", ["/procedures/fue/", "/consultation/", "/"])
def test_public_pages_on_a_phone(page, path):
    opened = page(viewport={"width": 390, "height": 844})
    opened.goto(path)

    assert findings(opened) == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_the_form_with_errors_and_the_receipt(page, colors):
    opened = page(color_scheme=colors)
    opened.goto("/consultation/")
    opened.get_by_label("E-mail address").fill("not an address")
    opened.get_by_role("button", name="Send the request").click()
    expect(opened.locator(".error-summary")).to_be_visible()
    assert findings(opened) == []

    opened.get_by_label("Your name").fill("Axe Person")
    opened.get_by_label("E-mail address").fill("axe@example.com")
    opened.get_by_label("The clinic may contact me").check()
    opened.get_by_label("The clinic may store what I write").check()
    opened.get_by_role("button", name="Send the request").click()
    expect(opened.locator(".receipt__reference")).to_be_visible()
    assert findings(opened) == []


def test_the_form_after_its_token_expired(page):
    opened = page()
    opened.goto("/consultation/")
    opened.evaluate("document.querySelector('[name=submission_key]').value = 'old'")
    opened.get_by_label("Your name").fill("Axe Person")
    opened.get_by_label("E-mail address").fill("axe@example.com")
    opened.get_by_label("The clinic may contact me").check()
    opened.get_by_label("The clinic may store what I write").check()
    opened.get_by_role("button", name="Send the request").click()

    expect(opened.get_by_text("Please send your request once more")).to_be_visible()
    assert findings(opened) == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_staff_pages(page, live_site, colors):
    opened = page(color_scheme=colors, viewport={"width": 1440, "height": 900})
    opened.goto("/admin/")
    found = {"login": findings(opened, OPTIONS)}
    sign_in(opened, live_site, username="admin")
    for path in STAFF_PAGES:
        opened.goto(path)
        found[path] = findings(opened, OPTIONS)
    opened.goto(LIST)
    opened.locator("#result_list tbody a").first.click()
    expect(opened.get_by_role("heading", name="Next step")).to_be_visible()
    found["request"] = findings(opened, OPTIONS)
    opened.get_by_role("button", name="Duplicate").click()
    expect(opened.get_by_text("Write a reason")).to_be_visible()
    found["request with a problem"] = findings(opened, OPTIONS)

    assert {name: text for name, text in found.items() if text} == {}


def test_axe_would_find_a_fault(page):
    # Negative control.
    opened = page()
    opened.goto("/")
    opened.evaluate("document.querySelector('main section p').style.color = '#ddd'")
    opened.evaluate("document.querySelector('main').append(document.createElement('img'))")

    found = " ".join(findings(opened))
    assert "color-contrast" in found
    assert "image-alt" in found
