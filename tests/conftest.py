"""Fixtures every folder of tests may use."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.databases import fresh_database
from tests.programs import Server, free_port
from tests.strictness import (  # noqa: F401 - pytest finds its hooks here
    pytest_make_collect_report,
    pytest_runtest_makereport,
    pytest_terminal_summary,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# One worker runs all of these: they share one server and one browser.
SHARED = {"live_site", "browser", "page", "new_context"}
STAFF_PASSWORD = "staff-password-for-tests"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SHARED.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class LiveSite:
    """A running demonstration. ``url`` has no slash at its end; ``database`` is its settings."""

    url: str
    var_dir: Path
    staff_password: str
    server: Server
    database: dict[str, str]


@pytest.fixture(scope="session")
def live_site() -> Iterator[LiveSite]:
    """Start ``manage.py demo`` on a database of its own, and always stop it."""
    with tempfile.TemporaryDirectory() as folder, fresh_database() as database:
        var_dir = Path(folder) / "var"
        settings = {"VAR_DIR": str(var_dir), "DEMO_STAFF_PASSWORD": STAFF_PASSWORD} | database
        with Server("demo", f"127.0.0.1:{free_port()}", **settings) as server:
            yield LiveSite(server.wait_ready(), var_dir, STAFF_PASSWORD, server, database)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start Chromium: the system's, or the one Playwright installed."""
    from playwright.sync_api import Error, sync_playwright

    system = shutil.which("chromium") or shutil.which("chromium-browser")
    # Playwright keeps an event loop running in this thread, which Django would refuse to share.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(
                executable_path=system,
                # A root user, as in a container, cannot have Chromium's own sandbox.
                chromium_sandbox=os.geteuid() != 0,
            )
        except Error:
            pytest.skip(
                "needs Chromium: sudo apt-get install chromium, "
                "or: .venv/bin/playwright install chromium"
            )
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(
    browser: "Browser", live_site: LiveSite
) -> Iterator[Callable[..., "BrowserContext"]]:
    """Make browser contexts (options as Playwright's) that start at the live site."""
    contexts = []

    def make(**options: Any) -> "BrowserContext":
        contexts.append(browser.new_context(base_url=live_site.url, **options))
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., "BrowserContext"]) -> Callable[..., "Page"]:
    """Open a page in a context of its own: ``page(java_script_enabled=False)``."""
    return lambda **options: new_context(**options).new_page()
