"""The consultation form: what a person types, read and cleaned."""

from collections.abc import Sequence
from itertools import product
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Hidden, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField
from phonenumber_field.phonenumber import PhoneNumber

from bookings import consents
from bookings.encryption import email_index, phone_index
from bookings.form_fields import PlainEmailField, PlainTextField
from bookings.models import ConsultationRequest, ContactPreference, PreferredTime
from bookings.submission import Answers

MESSAGE_MAX_LENGTH: Final = 4000
NOT_AN_OPTION: Final = _("Choose one of the options shown.")

# What the rule on the stored row says, in the words of the choice that was made.
MISSING_FOR: Final = {
    ContactPreference.PHONE: _("You chose phone. Enter a phone number, or choose another way."),
    ContactPreference.EMAIL: _("You chose e-mail. Enter an e-mail address, or choose another way."),
}

# Weekdays only: nobody should be promised a call on a day the clinic may be closed.
DAYS: Final = PreferredTime.Day.choices[:5]
PARTS: Final = PreferredTime.Part.choices[:2]


class ConsultationRequestForm(forms.Form):
    """Ask for a consultation. ``procedures`` are (slug, title) pairs that may be chosen."""

    full_name = PlainTextField(
        label=_("Your name"),
        one_line=True,
        max_length=200,
        help_text=_("The name you want us to use."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Enter your name, so that we know what to call you."),
            "max_length": _("Shorten your name to %(limit_value)d characters or fewer."),
        },
    )
    email = PlainEmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("We need an e-mail address or a phone number. Both are fine too."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "invalid": _("Check the e-mail address. It should look like name@example.com."),
            "max_length": _("Check the e-mail address. It is too long."),
        },
    )
    phone = PhoneNumberField(
        label=_("Phone number"),
        required=False,
        region="US",
        # The package's own widget would show another spelling than what was typed.
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
        help_text=_("For a number outside the United States, start with + and the country code."),
        error_messages={
            "invalid": _("Check the phone number. Write the area code too, like 619 555 0100."),
        },
    )
    contact_preference = forms.ChoiceField(
        label=_("How should we answer you?"),
        choices=ContactPreference.choices,
        initial=ContactPreference.EITHER,
        widget=forms.RadioSelect,
        error_messages={"required": NOT_AN_OPTION, "invalid_choice": NOT_AN_OPTION},
    )
    days = forms.MultipleChoiceField(
        label=_("Which days suit you for a call?"),
        required=False,
        choices=DAYS,
        help_text=_("Choose as many as you like, or none."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_AN_OPTION, "invalid_list": NOT_AN_OPTION},
    )
    parts = forms.MultipleChoiceField(
        label=_("What time of day?"),
        required=False,
        choices=PARTS,
        help_text=_("San Diego time."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_AN_OPTION, "invalid_list": NOT_AN_OPTION},
    )
    procedure = forms.ChoiceField(
        label=_("What do you want to ask about?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_AN_OPTION},
    )
    message = PlainTextField(
        label=_("Your question"),
        required=False,
        max_length=MESSAGE_MAX_LENGTH,
        help_text=_(
            "You can leave this empty. Write what you want to know, and what matters to you. "
            "Up to 4,000 characters."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "max_length": _(
                "Shorten your question to 4,000 characters. It now has %(show_value)d. "
                "You can tell us the rest when we talk."
            ),
        },
    )
    consent_contact = forms.BooleanField(
        label=consents.CONTACT.text,
        error_messages={
            "required": _("Tick this box if we may contact you. We cannot answer otherwise.")
        },
    )
    consent_health = forms.BooleanField(
        label=consents.HEALTH.text,
        error_messages={
            "required": _(
                "Tick this box if we may store what you write. We cannot answer otherwise."
            )
        },
    )

    def __init__(
        self,
        *args: Any,
        procedures: Sequence[tuple[str, str]],
        key_token: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("I am not sure yet")), *procedures]
        self.fields["procedure"].choices = choices  # type: ignore[attr-defined]
        # The browser would cut a long text off without a word; we say so instead.
        self.fields["message"].widget.attrs.pop("maxlength", None)
        self.fields["full_name"].widget.attrs.pop("maxlength", None)
        self.helper = _helper(key_token)

    def clean(self) -> None:
        """Apply the stored rules on reaching the person, beside the field they are about."""
        if {"email", "phone", "contact_preference"} & set(self.errors):
            return
        wanted = self.cleaned_data["contact_preference"]
        draft = ConsultationRequest(
            contact_preference=wanted,
            email_index=email_index(self.cleaned_data["email"]),
            phone_index=phone_index(stored_phone(self.cleaned_data["phone"])),
        )
        beside = {
            "request_reachable": "email",
            "request_preference_reachable": "phone" if wanted == "phone" else "email",
        }
        for constraint in ConsultationRequest._meta.constraints:
            if constraint.name in beside:
                try:
                    constraint.validate(ConsultationRequest, draft)
                except ValidationError as error:
                    said = MISSING_FOR.get(wanted) if "preference" in constraint.name else None
                    self.add_error(beside[constraint.name], said or error)
                    return

    def answers(self) -> Answers:
        """Return what was sent; only after validation."""
        data = self.cleaned_data
        # Each once: a browser never sends a box twice, but somebody may.
        days, parts = (list(dict.fromkeys(data[name])) or [""] for name in ("days", "parts"))
        times = tuple(pair for pair in product(days, parts) if any(pair))
        return Answers(
            full_name=data["full_name"],
            email=data["email"],
            phone=stored_phone(data["phone"]),
            procedure=data["procedure"],
            message=data["message"],
            contact_preference=ContactPreference(data["contact_preference"]),
            preferred_times=times,
        )


def stored_phone(number: PhoneNumber | str | None) -> str:
    """Return E.164, with the extension after it as in "+16195550142;ext=5"; '' for none."""
    if not isinstance(number, PhoneNumber):
        return ""
    extension = f";ext={number.extension}" if number.extension else ""
    return f"{number.as_e164}{extension}"


def typed_values(data: QueryDict) -> dict[str, Any]:
    """Return what was typed as initial values: for showing it again without judging it."""
    many = ("days", "parts")
    return {
        name: data.getlist(name) if name in many else data[name]
        for name in ConsultationRequestForm.base_fields
        if name in data
    }


def _helper(key_token: str) -> FormHelper:
    helper = FormHelper()
    helper.form_class = "form"
    # Our own messages, in our own words; the browser's bubbles vanish before they are read.
    helper.attrs = {"novalidate": True}
    helper.layout = Layout(
        Hidden("submission_key", key_token),
        Fieldset(_("What it is about"), "procedure", "message"),
        Fieldset(_("How we reach you"), "full_name", "email", "phone", "contact_preference"),
        Fieldset(_("Times that suit you"), "days", "parts"),
        Fieldset(
            _("What you agree to"),
            HTML('{% include "bookings/consent_hint.html" only %}'),
            "consent_contact",
            "consent_health",
        ),
        Submit("send", _("Send the request")),
    )
    return helper
