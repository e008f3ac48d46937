"""What every template may use."""

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from clinic_site.stylesheet import site_stylesheet


def site_css(request: HttpRequest) -> dict[str, SafeString]:
    """Give ``site_css``, for a style element that holds it and nothing else.

    Any other character between the tags changes the hash, and the browser drops the style.
    """
    # Safe: made from this project's own files, which may not contain "</".
    return {"site_css": mark_safe(site_stylesheet().text)}  # noqa: S308
