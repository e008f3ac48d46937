"""For patients. Reads the environment and refuses to start when a value is missing or unsafe."""

from clinic_site.settings import required
from clinic_site.settings.base import *
from clinic_site.settings.base import (
    ALLOWED_HOSTS,
    BLIND_INDEX_KEY,
    FIELD_ENCRYPTION_KEYS,
    SECRET_KEY,
    env,
)

required.refuse_unsafe(
    debug=env.str("DEBUG", default=""),
    secret_key=SECRET_KEY,
    allowed_hosts=ALLOWED_HOSTS,
    field_encryption_keys=FIELD_ENCRYPTION_KEYS,
    blind_index_key=BLIND_INDEX_KEY,
)

# The prefix makes browsers refuse these cookies from anywhere but this host, over TLS.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True

SECURE_SSL_REDIRECT = True
# Probes come from inside, without TLS, and their answers say nothing.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
# Only the clinic knows whether everything else under its domain speaks TLS.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Believed only when the clinic says that its own proxy, which sets the header, stands in front.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
TLS_CERTIFICATE = env.str("TLS_CERTIFICATE", default="")
TLS_KEY = env.str("TLS_KEY", default="")
