"""What editors and managers see. Editing on one screen, checks and sign-off come on top of this."""

from education.admin import clinic, page, publication, shared

__all__ = ["clinic", "page", "publication", "shared"]
