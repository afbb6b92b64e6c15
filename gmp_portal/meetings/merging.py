"""What becomes of the rows of this app when two entries of the register are merged (C16)."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key, Rows
from gmp_portal.meetings.models import Decision, Elector
from partners.models import Partner


def register_all() -> None:
    merging.register(
        Key(
            Elector,
            "partner",
            stays=gettext_lazy(
                "Who had a voice in a decision stays as it was when the decision was opened."
            ),
            waiting=_in_open_decisions,
            page=lambda voice: voice.decision.get_absolute_url(),
        )
    )


def _in_open_decisions(gone: Partner, kept: Partner) -> Rows:
    """The voice of an entry that nobody could raise any more (A1-4b-iii)."""
    voices = Elector.objects.filter(partner=gone, decision__status=Decision.Status.OPEN)
    return voices.select_related("decision", "partner", "person")
