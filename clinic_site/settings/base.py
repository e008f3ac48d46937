"""What every way of running the site shares. Safe as it stands; nothing here opens it up."""

from pathlib import Path
from typing import Any

import django_stubs_ext
import environ

from clinic_site import databases, logs

# Lets the admin's classes name their model, as the type checker wants: ModelAdmin[Page].
django_stubs_ext.monkeypatch()

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).absolute()

DEBUG = False
# True only where stand-in details and sample requests are welcome.
IS_DEMO = False
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])

# What patients write is stored encrypted. The first key encrypts; every key may decrypt, so a
# new key is put in front and the old one stays until all rows are written again.
FIELD_ENCRYPTION_KEYS: list[str] = env.list("FIELD_ENCRYPTION_KEYS", default=[])
# Makes e-mail addresses and phone numbers findable without storing them readably.
BLIND_INDEX_KEY = env.str("BLIND_INDEX_KEY", default="")

INSTALLED_APPS = [
    "clinic_site.apps.ClinicSiteConfig",
    "bookings",
    "education",
    "crispy_forms",
    "phonenumber_field",
    "csp",
    "clinic_site.apps.StaffDeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

# From the outside in. Static files leave before any cookie is looked at.
MIDDLEWARE = [
    "clinic_site.middleware.headers.EveryResponseHeaders",
    "clinic_site.middleware.policy.ContentSecurityPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic_site.middleware.compression.PageCompression",
    "clinic_site.middleware.errors.ReadableErrors",
    "clinic_site.middleware.sessions.OnlyWhereUsed",
    "clinic_site.middleware.language.LanguageFromAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "clinic_site.urls"
WSGI_APPLICATION = "clinic_site.wsgi.application"
ASGI_APPLICATION = "clinic_site.asgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic_site.context_processors.site_css",
                "education.context_processors.site",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": databases.configure(env.str("DATABASE_URL", default=""), var_dir=VAR_DIR)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = "America/Los_Angeles"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Only the hashed names are ever asked for; keeping the plain ones too doubles the work.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = VAR_DIR / "media"

CRISPY_TEMPLATE_PACK = "clinic"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["clinic"]
PHONENUMBER_DEFAULT_REGION = "US"

# The longest message a form takes is a few thousand characters; half a megabyte leaves room for
# every script and still refuses a flood before it is parsed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
# A procedure page is one form of about a thousand fields in the admin.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# A form left open over the weekend must still be accepted on Monday.
CSRF_COOKIE_AGE = 7 * 24 * 60 * 60
CSRF_FAILURE_VIEW = "bookings.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# "same-origin", not "no-referrer": Django's CSRF check needs the referrer of our own forms over
# HTTPS, and other sites still learn nothing about which page somebody came from.
SECURE_REFERRER_POLICY = "same-origin"

# The hash of the inline style sheet is added by clinic_site.middleware.policy.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

LOGGING = logs.LOGGING
