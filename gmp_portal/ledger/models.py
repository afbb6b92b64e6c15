"""One row per act, chained by hashes in a PostgreSQL trigger; never changed, never deleted."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gmp_portal.ledger import acts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Entry(models.Model):
    """Somebody did something to a record, at a time, from one state to another (P-1).

    ``seq``, ``at``, ``prev`` and ``hash`` are set by the trigger, whatever is written here.
    The body holds no personal data beyond the actor's id, so that erasing a person's data
    never touches the chain.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    body = models.JSONField(default=dict)
    prev = models.BinaryField(db_default=b"", editable=False)
    hash = models.BinaryField(db_default=b"", editable=False)

    # Who did it, in the words for the reader at hand (``histories.told``).
    who: "StrOrPromise" = ""
    # What the act was about, and how several of its kind are counted (``told_acts``).
    what: "StrOrPromise" = ""
    many: Any = None

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["-seq"]
        indexes = [models.Index(fields=["subject", "-seq"], name="entry_by_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject}"

    @property
    def label(self) -> str:
        """The act in words for people, in the reader's language."""
        return acts.label(self.kind)

    @property
    def from_status(self) -> str:
        return str(self.body.get("from", ""))

    @property
    def to_status(self) -> str:
        return str(self.body.get("to", ""))

    @property
    def reason(self) -> str:
        return str(self.body.get("reason", ""))


class Checkpoint(models.Model):
    """The end of the chain on one day; kept elsewhere too, it betrays a cut-off tail (P-1).

    The trigger sets every column, whatever is written here.
    """

    on = models.DateField(_("day"), primary_key=True)
    seq = models.BigIntegerField(_("number"))
    hash = models.BinaryField()
    taken_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.seq}:{bytes(self.hash).hex()}"
