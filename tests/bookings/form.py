"""The consultation form as a browser sends it."""

import re

ADDRESS = "/consultation/"
ANSWERS = {
    "full_name": "Test Person",
    "email": "test.person@example.com",
    "phone": "619 555 0142",
    "contact_preference": "either",
    "days": ["mon", "fri"],
    "parts": ["morning"],
    "procedure": "prp",
    "message": "How many visits does it take?",
    "consent_contact": "on",
    "consent_health": "on",
}


def key_in(response):
    return re.search(r'name="submission_key" value="([^"]+)"', response.content.decode())[1]
