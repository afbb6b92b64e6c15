"""What the plans call a donor (A2-VII-1)."""

from areas.models import PlanKey, PotentialDonor


def newest_of(key: PlanKey) -> str:
    """Its name in the newest version that has it; a draft says it too."""
    names = PotentialDonor.objects.filter(key=key).order_by("-plan__number")
    return names.values_list("name", flat=True).first() or ""
