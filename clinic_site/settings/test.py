"""For the test suite: nothing outlives it, nothing leaves the machine."""

import tempfile
from pathlib import Path

from clinic_site import databases
from clinic_site.settings.base import *
from clinic_site.settings.base import STORAGES, env

VAR_DIR = Path(tempfile.gettempdir()) / "clinic-site-tests"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"

SECRET_KEY = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"  # noqa: S105
FIELD_ENCRYPTION_KEYS = ["dGVzdHMtb25seS1rZXktMDEyMzQ1Njc4OWFiY2RlZmc="]
BLIND_INDEX_KEY = "only-for-tests-blind-index-0123456789"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

DATABASES = {"default": databases.configure(env.str("DATABASE_URL", default=""), var_dir=VAR_DIR)}
if not env.str("DATABASE_URL", default=""):
    # In memory; the real file, its settings and its queue of writers have tests of their own.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Plain names: no manifest has to be built before a page can be rendered.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
