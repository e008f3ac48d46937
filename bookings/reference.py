"""References a person can read aloud over the phone, with a check character.

The alphabet leaves out letters and digits that look or sound alike in a hurry (0 O, 1 I L, B 8,
S 5, Z 2, M N, U V) as far as one of each pair suffices, and vowels, so that no words appear. Its
size is prime and every position has its own weight: one wrong character, or any two characters
swapped, always breaks the check.
"""

import secrets
from typing import Final

ALPHABET: Final = "23456789CDFGHJKMPQRTVWX"
BODY_LENGTH: Final = 8
LENGTH: Final = BODY_LENGTH + 1
_SEPARATORS: Final = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014\u00a0")


class MistypedReferenceError(ValueError):
    """The text has the shape of a reference, but its check character does not fit."""


def generate() -> str:
    """Return a fresh reference, stored form: nine characters without separators."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Return what makes the weighted sum of all nine characters divisible by 23."""
    total = sum(
        weight * ALPHABET.index(character) for weight, character in enumerate(body, start=2)
    )
    return ALPHABET[-total % len(ALPHABET)]


def parse(typed: str) -> str | None:
    """Return the stored form of ``typed``, or None when it is not shaped like a reference.

    Spaces, dashes and case do not matter. Raises MistypedReferenceError when one or more
    characters are wrong or swapped.
    """
    text = typed.strip().translate(_SEPARATORS).upper()
    if len(text) != LENGTH or not text.isascii() or not text.isalnum():
        return None
    if any(character not in ALPHABET for character in text):
        raise MistypedReferenceError(typed)
    if check_character(text[:BODY_LENGTH]) != text[BODY_LENGTH]:
        raise MistypedReferenceError(typed)
    return text


def display(reference: str) -> str:
    """Group a stored reference for reading aloud: K7PD-4WQM-2."""
    return f"{reference[:4]}-{reference[4:8]}-{reference[8:]}"
