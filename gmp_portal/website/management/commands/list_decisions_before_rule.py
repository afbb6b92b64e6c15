"""Say which decisions, and what rests on them, come from before decisions named their subject."""

from typing import Any

from django.core.management.base import BaseCommand

from advisory_group.models import ChairTerm, PlanReview
from areas.models import LeadTerm, PartnershipArea, PlanVersion
from gmp_portal.meetings.models import Decision
from gmp_portal.meetings.subjects import BEFORE_RULE

CARRIED = (PartnershipArea, LeadTerm, PlanVersion, ChairTerm, PlanReview)


class Command(BaseCommand):
    help = "List decisions that name no subject, and records that rest on such a decision."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in CARRIED:
            for record in model._default_manager.filter(before_rule=True).order_by("pk"):
                self._tell(record)
        decisions = Decision.objects.about(BEFORE_RULE).order_by("pk")
        for decision in decisions:
            self._tell(decision)

    def _tell(self, record: Any) -> None:
        address = record.get_absolute_url()
        self.stdout.write(f"{record._meta.verbose_name}: {record} ({address})")
