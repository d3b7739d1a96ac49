"""The one table of the bare page."""

from __future__ import annotations

from django.db import models


class Row(models.Model):
    """A row of a list, about as wide as a family's."""

    number = models.IntegerField()
    name = models.CharField(max_length=80)
    email = models.CharField(max_length=120)
    started_on = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "bare_row"

    def __str__(self) -> str:
        return self.name
