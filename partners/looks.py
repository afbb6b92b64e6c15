"""The short word and the icon of each kind of partner, and of what a partner contributes.

Tables have no place for whole names: those stand beside the short ones for whoever does not see
the icon, and on the page of the partner.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import pgettext_lazy

from partners.models.choices import Kind
from partners.models.letter_states import Contribution

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class KindLook:
    """What a table shows of a kind: icon, short word, and the whole name for those who ask."""

    icon: str
    short: "StrOrPromise"
    name: "StrOrPromise"


def _look(kind: Kind, icon: str, short: "StrOrPromise") -> tuple[str, KindLook]:
    return kind.value, KindLook(icon, short, kind.label)


KINDS: Final[dict[str, KindLook]] = dict(
    [
        _look(
            Kind.GOVERNMENT, "government", pgettext_lazy("kind of partner", "Government")
        ),
        _look(Kind.REIO, "reio", pgettext_lazy("kind of partner", "REIO")),
        _look(
            Kind.INTERGOVERNMENTAL,
            "international",
            pgettext_lazy("kind of partner", "International"),
        ),
        _look(Kind.INDUSTRY, "industry", pgettext_lazy("kind of partner", "Industry")),
        _look(Kind.NGO, "ngo", pgettext_lazy("kind of partner", "NGO")),
        _look(Kind.ACADEMIA, "academic", pgettext_lazy("kind of partner", "Academia")),
        _look(Kind.OTHER, "other", pgettext_lazy("kind of partner", "Other")),
        _look(
            Kind.INDIVIDUAL, "individual", pgettext_lazy("kind of partner", "Individual")
        ),
    ]
)

CONTRIBUTIONS: Final[dict[str, "StrOrPromise"]] = {
    Contribution.FUNDING: pgettext_lazy("kind of contribution", "Funding"),
    Contribution.IN_KIND: pgettext_lazy("kind of contribution", "In kind"),
    Contribution.EXPERTISE: pgettext_lazy("kind of contribution", "Expertise"),
    Contribution.DATA: pgettext_lazy("kind of contribution", "Data"),
    Contribution.TRAINING: pgettext_lazy("kind of contribution", "Training"),
    Contribution.TECHNOLOGY: pgettext_lazy("kind of contribution", "Technology"),
    Contribution.OUTREACH: pgettext_lazy("kind of contribution", "Outreach"),
}
