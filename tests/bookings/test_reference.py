"""References: unguessable, readable aloud, and a slip is noticed."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings import reference
from bookings.reference import ALPHABET, MistypedReferenceError

BODIES = st.text(alphabet=ALPHABET, min_size=8, max_size=8)


def whole(body):
    return body + reference.check_character(body)


def test_a_fresh_reference_passes_its_own_check():
    fresh = reference.generate()

    assert len(fresh) == reference.LENGTH
    assert reference.parse(fresh) == fresh


def test_fresh_references_do_not_repeat():
    assert len({reference.generate() for _ in range(2000)}) == 2000


def test_no_character_is_easily_mistaken_for_another():
    for pair in ("0O", "1I", "1L", "IL", "8B", "5S", "2Z", "MN", "UV"):
        assert not set(pair) <= set(ALPHABET), pair
    assert not set("AEIOU") & set(ALPHABET)


@given(BODIES)
def test_every_single_wrong_character_is_noticed(body):
    stored = whole(body)
    for place, right in enumerate(stored):
        for wrong in ALPHABET:
            if wrong != right:
                with pytest.raises(MistypedReferenceError):
                    reference.parse(stored[:place] + wrong + stored[place + 1 :])


@given(BODIES)
def test_every_two_swapped_characters_are_noticed(body):
    stored = whole(body)
    for one, two in combinations(range(len(stored)), 2):
        swapped = list(stored)
        swapped[one], swapped[two] = swapped[two], swapped[one]
        if "".join(swapped) != stored:
            with pytest.raises(MistypedReferenceError):
                reference.parse("".join(swapped))


@given(BODIES, st.sampled_from(["-", " ", "–", "\u00a0", ""]))
def test_spaces_dashes_and_case_do_not_matter(body, separator):
    stored = whole(body)
    typed = separator.join([stored[:4], stored[4:8], stored[8:]]).lower()

    assert reference.parse(f"  {typed} ") == stored


@pytest.mark.parametrize("typed", ["", "hello", "K7PD", "K7PD-4WQM-22", "test@example.com", "…"])
def test_what_is_not_shaped_like_a_reference_is_none(typed):
    assert reference.parse(typed) is None


def test_a_letter_outside_the_alphabet_is_a_slip():
    with pytest.raises(MistypedReferenceError):
        reference.parse("K7PD-4WQM-O")
