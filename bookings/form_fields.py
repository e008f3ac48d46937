"""Form fields that take what people really type, and refuse what nobody can read."""

import re
import unicodedata
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

_LINE_BREAK: Final = re.compile(r"\r\n?")
_REPLACEMENT: Final = "\ufffd"


def refuse_unreadable(value: Any) -> None:
    """Refuse control characters, half characters and what a broken encoding left behind.

    Tabs, line breaks, right-to-left marks and every script pass: pages isolate them.
    """
    for character in value if isinstance(value, str) else "":
        category = unicodedata.category(character)
        broken = category in {"Cc", "Cs"} and character not in "\t\n\r"
        if broken or character == _REPLACEMENT:
            raise ValidationError(
                _("Some characters here cannot be read. Delete them and type them again."),
                code="unreadable",
            )


def is_visible(text: str) -> bool:
    """Whether anything in ``text`` would show on a page: zero-width characters alone do not."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in text)


class PlainTextField(forms.CharField):
    """Text as typed. Only the space around it goes, and line breaks become one kind.

    With ``one_line`` a line break becomes a space, as browsers do; text that nobody could see
    counts as none.
    """

    def __init__(self, *, one_line: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.one_line = one_line
        # One message for all unreadable characters, NUL among them.
        self.validators = [
            one for one in self.validators if not isinstance(one, ProhibitNullCharactersValidator)
        ]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        refuse_unreadable(text)
        if not is_visible(text):
            return ""
        return " ".join(text.split()) if self.one_line else _LINE_BREAK.sub("\n", text)


class PlainEmailField(forms.EmailField):
    """An e-mail address; control and direction marks have no place in one."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if any(unicodedata.category(character) in {"Cc", "Cf"} for character in text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return text
