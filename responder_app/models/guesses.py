from django.db import models


class Guess(models.Model):
    """Tries at one person's password from one address that have not come right. Neither is kept: `mark` is made of
    both, and nobody gets them back out of it."""

    mark = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "guesses"

    def __str__(self):
        return f"{self.tries} tries"
