"""Make the README's pictures from the running site: ``python -m tests.browser.pictures``.

Starts a demonstration of its own on a folder that is thrown away; writes PNG files to .pictures/.
"""

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.programs import ROOT, Server, free_port

FOLDER = ROOT / ".pictures"
LARGEST = 200_000
PASSWORD = "only-for-pictures"

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 780}


def save(page: Page, name: str) -> None:
    """Store what the window shows, in few colors: pages are flat, and README's are read."""
    page.wait_for_timeout(300)  # until a focus that moved the page has settled
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    file = FOLDER / f"{name}.png"
    picture.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size:,} bytes")  # noqa: T201 - its only output
    if size > LARGEST:
        raise SystemExit(f"{name} is larger than {LARGEST:,} bytes")


def take(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=False
        )
        page = browser.new_page(base_url=url, viewport=LAPTOP)
        page.goto("/")
        save(page, "home")
        page.goto("/procedures/fue/#risks")
        save(page, "procedure")

        phone = browser.new_page(base_url=url, viewport=PHONE, color_scheme="dark")
        phone.goto("/procedures/micronized-fat-grafting/#claims")
        save(phone, "phone-dark")
        phone = browser.new_page(base_url=url, viewport=PHONE)
        phone.goto("/consultation/")
        phone.get_by_role("button", name="Send the request").click()
        save(phone, "form-with-errors")

        page.goto("/admin/")
        page.get_by_label("Username").fill("frontdesk")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.goto("/admin/bookings/consultationrequest/")
        save(page, "queue")
        page.locator("#result_list tbody a").nth(1).click()
        save(page, "request")
        browser.close()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = {"VAR_DIR": str(Path(folder) / "var"), "DEMO_STAFF_PASSWORD": PASSWORD}
        with Server("demo", f"127.0.0.1:{free_port()}", **settings) as server:
            take(server.wait_ready())


if __name__ == "__main__":
    main()
