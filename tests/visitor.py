"""A visitor without a browser: opens the form of a running site and sends it."""

import re
from urllib.parse import urlencode

from tests.fetching import Answer, fetch

ANSWERS = {
    "full_name": "Test Visitor",
    "email": "test.visitor@example.com",
    "contact_preference": "either",
    "message": "How long does it take?",
    "consent_contact": "on",
    "consent_health": "on",
}


class OpenForm:
    """The form as one visitor has it open: its cookie, its token and its submission key."""

    def __init__(self, url: str) -> None:
        self.address = f"{url}/consultation/"
        answer = fetch(self.address)
        html = answer.body.decode()
        self.headers = {
            "Cookie": answer.headers["Set-Cookie"].partition(";")[0],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.hidden = {
            name: re.findall(rf'name="{name}" value="([^"]+)"', html)[0]
            for name in ("csrfmiddlewaretoken", "submission_key")
        }

    def send(self, **changes: str) -> Answer:
        body = urlencode(ANSWERS | self.hidden | changes)
        return fetch(self.address, method="POST", body=body, headers=self.headers)


def reference_in(answer: Answer, url: str) -> str:
    """Follow a 303 to the receipt and read the reference there."""
    assert answer.status == 303, answer.status
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    receipt = fetch(url + answer.headers["Location"], headers={"Cookie": cookie})
    return re.findall(r"receipt__reference[^>]*>([\w-]+)<", receipt.body.decode())[0]
