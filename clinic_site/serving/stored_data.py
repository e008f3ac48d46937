"""Whether this process has the keys to what lies in its database."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from bookings.encryption import DecryptionError
from bookings.models import ConsultationRequest


def refuse_wrong_keys() -> None:
    """Raise ImproperlyConfigured unless the newest stored request can be read.

    With other keys, staff could read nothing, and new requests would be written under a key
    that nobody keeps.
    """
    try:
        newest = ConsultationRequest.objects.order_by("-pk").only("full_name").first()
        if newest is not None:
            str(newest.full_name)
    except DecryptionError as error:
        raise ImproperlyConfigured(
            f"FIELD_ENCRYPTION_KEYS: {error} Put back the key it was written with."
        ) from error
    except DatabaseError:
        # No table yet: nothing is stored.
        return
