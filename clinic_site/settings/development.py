"""For the developer's own machine: readable errors, files read afresh, no TLS."""

from clinic_site.settings.demo import *
from clinic_site.settings.demo import STORAGES

DEBUG = True
# Named for what it is: Django's own server serves source files under their plain names.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
