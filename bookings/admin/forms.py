"""What staff send from the request's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bookings.form_fields import PlainTextField
from bookings.models import Status


class MoveForm(forms.Form):
    """One button press. ``version`` is the request as the person at the desk saw it."""

    to = forms.ChoiceField(choices=Status.choices)
    version = forms.IntegerField(min_value=1)
    reason = PlainTextField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Shorten the reason to 1,000 characters.")},
    )


class NoteForm(forms.Form):
    body = PlainTextField(
        label=_("New note"),
        max_length=2000,
        help_text=_("Staff only. It stays as written."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write the note first."),
            "max_length": _("Shorten the note to 2,000 characters."),
        },
    )
