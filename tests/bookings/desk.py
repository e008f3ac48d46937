"""The staff desk as a browser sees it."""

from bookings.models import AuditEvent
from tests.html import tree, words

LIST = "/admin/bookings/consultationrequest/"


def detail(made):
    return f"{LIST}{made.pk}/change/"


def move(client, made, to, *, version=None, reason=""):
    values = {"to": to, "version": version or made.version, "reason": reason}
    return client.post(f"{LIST}{made.pk}/move/", values)


def rows(response):
    """The cells of the list, as text, row by row."""
    (table,) = [one for one in tree(response).iter("table") if one.get("id") == "result_list"]
    return [
        [words(cell) for cell in row if cell.tag in ("td", "th")]
        for row in table.find("tbody").iter("tr")
    ]


def last_event():
    return AuditEvent.objects.latest("sequence")
