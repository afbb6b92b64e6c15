"""How often something was done lately, for limits that hold whatever else is running."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Tally(models.Model):
    """The moments at which one thing was done, hashed so that it names nobody (A1-6a-iii)."""

    key = models.CharField(max_length=64, primary_key=True)
    moments = ArrayField(models.DateTimeField(), default=list)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "tally"
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return self.key
