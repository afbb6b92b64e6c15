"""When something happened, asked together with the records to which it happened."""

from django.db.models import CharField, Model, OuterRef, Subquery, TextChoices, Value
from django.db.models.functions import Cast, Concat

from gmp_portal.ledger.models import Entry


def last(model: type[Model], *kinds: TextChoices) -> Subquery:
    """When one of these acts last happened to each record of a query of this model."""
    key = Cast(OuterRef("pk"), CharField())
    subject = Concat(Value(f"{model._meta.label_lower}:"), key, output_field=CharField())
    entries = Entry.objects.filter(subject=subject, kind__in=[str(kind) for kind in kinds])
    return Subquery(entries.order_by("-seq").values("at")[:1])
