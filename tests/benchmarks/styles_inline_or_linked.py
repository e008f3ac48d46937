"""Are styles better in the page or beside it?

``python -m tests.benchmarks.styles_inline_or_linked``

Serves one page both ways from memory, with the headers the site sends, to a Chromium slowed down
to a weak mobile connection; the two take turns. Prints the bytes on the wire and the median time
to the first paint, for a first visit and for a second page of the same visit.
"""

import re
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
from playwright.sync_api import Browser, sync_playwright

from tests.fetching import fetch
from tests.programs import Server, free_port

ROUNDS = 15
# Lighthouse's "slow 4G": 150 ms there and back, 1.6 Mbit/s.
LATENCY_MS, BYTES_PER_SECOND = 150, 200_000
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"

# What the little server below says itself.
NOT_COPIED = {
    "content-type",
    "content-length",
    "content-encoding",
    "cache-control",
    "server",
    "date",
    "connection",
}

Responses = dict[str, tuple[str, bytes]]


def both_ways(url: str, path: str) -> dict[str, Responses]:
    """Return {"inline": …, "linked": …}: what each way answers, by address."""
    page = fetch(url + path).body.decode()
    page = re.sub(r"<img[^>]*>|<link[^>]*icon[^>]*>", "", page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    linked = page.replace(f"<style>{style}</style>", '<link rel="stylesheet" href="/site.css">')
    pages = {"inline": page, "linked": linked}
    answers: dict[str, Responses] = {
        way: {f"/{way}/{visit}": ("text/html; charset=utf-8", squeeze(text)) for visit in "12"}
        for way, text in pages.items()
    }
    answers["linked"]["/site.css"] = ("text/css", squeeze(style))
    return answers


def squeeze(text: str) -> bytes:
    return brotli.compress(text.encode(), quality=11, mode=brotli.MODE_TEXT)


@contextmanager
def serving(answers: Responses, headers: dict[str, str]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, body = answers.get(self.path, ("text/plain", b""))
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Encoding", "br")
            self.send_header("Content-Length", str(len(body)))
            kept = "public, max-age=31536000, immutable" if kind == "text/css" else "no-cache"
            self.send_header("Cache-Control", kept)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *args: object) -> None:
            """A browser that closes its connections is no error."""

    server = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def first_paints(browser: Browser, url: str, way: str) -> list[float]:
    """Milliseconds to the first paint: of the first page of a visit, and of the second."""
    context = browser.new_context(bypass_csp=True)  # waiting below needs "eval"
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_PER_SECOND,
            "uploadThroughput": BYTES_PER_SECOND,
        },
    )
    paints = []
    for visit in "12":
        page.goto(f"{url}/{way}/{visit}")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        paints.append(page.evaluate(FIRST_PAINT))
    context.close()
    return paints


def measure(url: str, path: str, browser: Browser) -> Iterator[str]:
    ways = both_ways(url, path)
    sent = fetch(url + path).headers.items()
    headers = {name: value for name, value in sent if name.lower() not in NOT_COPIED}
    paints: dict[str, list[list[float]]] = {way: [] for way in ways}
    with serving({**ways["inline"], **ways["linked"]}, headers) as local:
        for _ in range(ROUNDS):
            for way in ways:
                paints[way].append(first_paints(browser, local, way))
    for way, answers in ways.items():
        first = sum(len(body) for address, (_, body) in answers.items() if "/2" not in address)
        second = len(answers[f"/{way}/2"][1])
        times = [statistics.median(visit) for visit in zip(*paints[way], strict=True)]
        yield (
            f"| {path} | {way} | {first:,} | {second:,} | {times[0]:.0f} ms | {times[1]:.0f} ms |"
        )


def main() -> None:
    rows = [
        "| Page | Styles | Bytes, first page | Bytes, next page | Paint, first | Paint, next |",
        "|---|---|--:|--:|--:|--:|",
    ]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=False
        )
        settings = {"VAR_DIR": str(Path(folder) / "var"), "DEMO_STAFF_PASSWORD": "only-here"}
        with Server("demo", f"127.0.0.1:{free_port()}", **settings) as server:
            url = server.wait_ready()
            for path in ("/", "/procedures/fue/"):
                rows += measure(url, path, browser)
        browser.close()
    print("\n".join(rows))  # noqa: T201 - its only output


if __name__ == "__main__":
    main()
