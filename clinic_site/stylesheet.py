"""The site's style sheet: the files of static/css in their order, as one short text."""

import base64
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import rcssmin
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Stylesheet:
    """Minified CSS, to stand between style tags exactly as it is."""

    text: str

    @property
    def csp_source(self) -> str:
        """How the content security policy names these bytes and no others."""
        digest = base64.b64encode(sha256(self.text.encode()).digest()).decode()
        return f"'sha256-{digest}'"


def site_stylesheet() -> Stylesheet:
    """Return the style sheet of static/css; while DEBUG is on, files are read afresh."""
    folder = Path(settings.BASE_DIR) / "static" / "css"
    return build(folder) if settings.DEBUG else _build_once(folder)


def build(folder: Path) -> Stylesheet:
    """Join the files that ``folder/ORDER`` names, one per line, and minify them.

    Raises ImproperlyConfigured when a file is missing, or when its text could end the style
    element it will stand in.
    """
    try:
        text = "\n".join((folder / name).read_text() for name in read_order(folder))
    except OSError as error:
        raise ImproperlyConfigured(f"static/css/ORDER: cannot read {error.filename}.") from error
    if "</" in text:
        raise ImproperlyConfigured('static/css: a style sheet may not contain "</".')
    return Stylesheet(rcssmin.cssmin(text))


def read_order(folder: Path) -> list[str]:
    """Return the file names of ``folder/ORDER``; blank lines and # comments are skipped."""
    lines = (line.strip() for line in (folder / "ORDER").read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


_build_once = cache(build)
