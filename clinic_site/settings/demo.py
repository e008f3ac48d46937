"""For a look at the whole site on one machine: generated keys, plain HTTP, stand-in details."""

from clinic_site import keys
from clinic_site.settings.base import *
from clinic_site.settings.base import (
    ALLOWED_HOSTS,
    BLIND_INDEX_KEY,
    FIELD_ENCRYPTION_KEYS,
    SECRET_KEY,
    VAR_DIR,
)

IS_DEMO = True

SECRET_KEY = SECRET_KEY or keys.read_or_create(VAR_DIR, "secret")
FIELD_ENCRYPTION_KEYS = FIELD_ENCRYPTION_KEYS or [keys.read_or_create(VAR_DIR, "field_encryption")]
BLIND_INDEX_KEY = BLIND_INDEX_KEY or keys.read_or_create(VAR_DIR, "blind_index")
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
# Nobody is written to from a demonstration.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
