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


class PlainTextField(forms.CharField):
    """Text as typed. Only the space around it goes, and line breaks become one kind."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # One message for all unreadable characters, NUL among them.
        self.validators = [
            one for one in self.validators if not isinstance(one, ProhibitNullCharactersValidator)
        ]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        refuse_unreadable(text)
        return _LINE_BREAK.sub("\n", text)


class PlainEmailField(forms.EmailField):
    """An e-mail address; control and direction marks have no place in one."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if any(unicodedata.category(character) in {"Cc", "Cf"} for character in text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return text
