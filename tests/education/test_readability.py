"""The reading grade is the published formula over real syllables."""

import pytest

from education.checks.readability import measure, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hair", 1), ("follicle", 3), ("finasteride", 4), ("transplanted", 3), ("the", 1),
        ("healed", 1), ("thumbnail", 2), ("13", 1), ("follow-up", 3), ("crusted", 2),
        ("zzyzxed", 1),
    ],
)  # fmt: skip
def test_syllables_come_from_the_dictionary_or_the_spelling(word, count):
    assert syllables(word) == count


def test_grade_is_the_flesch_kincaid_formula():
    text = "The cat sat on the mat. It was happy there."

    measured = measure(text)

    assert (measured.words, measured.sentences, measured.syllables) == (10, 2, 11)
    assert measured.grade == round(0.39 * 10 / 2 + 11.8 * 11 / 10 - 15.59, 1)


def test_long_words_and_sentences_raise_the_grade():
    plain = "We take some fat. We put it in the skin of your head."
    ornate = (
        "Subcutaneous adipose tissue is harvested and subsequently administered intradermally "
        "throughout the affected anatomical region of the recipient individual."
    )

    assert measure(plain).grade < 3
    assert measure(ornate).grade > 15


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Powell is in San Diego.", 1),
        ("A list:\nfirst\nsecond", 3),
        ("", 0),
        ("—", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text, count):
    assert len(sentences(text)) == count
