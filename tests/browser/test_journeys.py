"""What a person does, in a real browser: read, compare, ask, and be seen by the clinic."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 640}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture
def watched(page):
    """Open a page that collects whatever the browser complains about or asks elsewhere."""

    def open_page(**options):
        opened = page(**options)
        opened.complaints, opened.requests = [], []
        opened.on(
            "console",
            lambda message: (
                opened.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.on("request", lambda request: opened.requests.append(request.url))
        return opened

    return open_page


def fill_in(page, *, name, message="How many visits does it take?"):
    page.get_by_label("PRP").check()
    page.get_by_label("Your question").fill(message)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill("browser.person@example.com")
    page.get_by_label("Tuesday").check()
    page.get_by_label("Morning").check()
    page.get_by_label("The clinic may contact me").check()
    page.get_by_label("The clinic may store what I write").check()


def reference_on(page):
    text = page.locator(".receipt__reference").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}-\w", text)
    return text


def sign_in(page, live_site, username="frontdesk"):
    page.goto("/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(live_site.staff_password)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()
    return page


@pytest.mark.parametrize("java_script", [True, False], ids=["script", "no_script"])
def test_read_compare_ask_receipt_and_staff_sees_it(watched, live_site, java_script):
    name = f"Journey Person {'with' if java_script else 'without'} script"
    page = watched(viewport=PHONE, java_script_enabled=java_script)

    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="PRP", exact=True).first.click()
    sections = page.get_by_role("navigation", name="On this page")
    for heading, fragment in (("Other options", "other-options"), ("Risks", "risks")):
        sections.get_by_role("link", name=heading).click()
        expect(page).to_have_url(re.compile(f"/procedures/prp/#{fragment}$"))
        expect(page.locator(f"#{fragment}")).to_be_visible()
    page.locator("#next-step").scroll_into_view_if_needed()
    page.locator("main").get_by_role("link", name="Ask for a consultation").click()
    fill_in(page, name=name)
    page.get_by_role("button", name="Send the request").click()
    reference = reference_on(page)

    assert page.url == f"{live_site.url}/consultation/received/"
    assert page.complaints == []
    assert {url.startswith(live_site.url) for url in page.requests} == {True}

    desk = sign_in(watched(viewport=DESKTOP), live_site)
    desk.get_by_role("link", name="Consultation requests").first.click()
    desk.get_by_label("Find a person").fill(reference.lower())
    desk.get_by_role("button", name="Find").click()
    expect(desk.get_by_text("How many visits does it take?")).to_be_visible()
    expect(desk.get_by_role("main")).to_contain_text(name)
    desk.get_by_role("button", name="In review").click()
    expect(desk.locator(".messagelist")).to_contain_text("Status: In review")
    desk.get_by_label("New note").fill("Wants mornings")
    desk.get_by_role("button", name="Store the note").click()
    expect(desk.locator(".desk-note")).to_contain_text("Wants mornings")
    assert desk.complaints == []
    assert {url.startswith(live_site.url) for url in desk.requests} == {True}


def test_an_error_takes_the_person_to_the_field_and_nothing_is_lost(watched):
    page = watched(viewport=PHONE)
    page.goto("/consultation/")
    page.get_by_label("Your question").fill("A long story that took ten minutes to write")
    page.get_by_role("button", name="Send the request").click()

    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter your name").click()
    expect(page.locator("#id_full_name")).to_be_focused()
    assert page.get_by_label("Your question").input_value().startswith("A long story")


def test_back_shows_what_was_typed(watched):
    page = watched()
    page.goto("/consultation/")
    page.get_by_label("Your question").fill("Do not lose this")
    page.get_by_role("link", name="How we handle what you send").click()
    page.go_back()

    expect(page.get_by_label("Your question")).to_have_value("Do not lose this")


def test_a_double_click_sends_one_request(watched, live_site):
    page = watched()
    page.goto("/consultation/")
    fill_in(page, name="Double Click")
    page.get_by_role("button", name="Send the request").dblclick()
    page.wait_for_url(re.compile("/received/"))
    reference = reference_on(page)
    page.go_back()
    page.get_by_role("button", name="Send the request").click()
    page.wait_for_url(re.compile("/received/"))

    assert reference_on(page) == reference


def test_the_form_is_filled_in_and_sent_by_keyboard_alone(watched):
    page = watched(viewport=DESKTOP)
    page.goto("/consultation/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.keyboard.press("Enter")

    typed = {
        "id_message": "By keyboard",
        "id_full_name": "Keyboard Person",
        "id_email": "keyboard@example.com",
    }
    boxes = {"id_days_0", "id_consent_contact", "id_consent_health"}
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        active = page.evaluate("document.activeElement.id || document.activeElement.textContent")
        seen.append(active)
        if active in typed:
            page.keyboard.type(typed[active])
        elif active in boxes:
            page.keyboard.press("Space")
        elif active.strip() == "Send the request":
            page.keyboard.press("Enter")
            break
        if active.startswith("id_procedure"):
            page.keyboard.press("ArrowDown")

    page.wait_for_url(re.compile("/received/"))
    assert reference_on(page)
    assert set(typed) | boxes <= set(seen)


def test_focus_is_always_visible(watched):
    page = watched(viewport=DESKTOP)
    page.goto("/procedures/prp/")
    for _ in range(30):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_the_theme_follows_the_system(watched, colors):
    page = watched(color_scheme=colors)
    page.goto("/")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = sum(int(part) for part in re.findall(r"\d+", background)[:3])

    assert (brightness > 600) is (colors == "light")
