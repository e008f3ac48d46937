"""What was last loaded from the shipped files, so that staff's changes are never overwritten."""

from django.db import models


class LoadedItem(models.Model):
    """One item of the shipped content and the digest of its content when it was loaded."""

    name = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
