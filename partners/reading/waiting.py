"""What is open about whether a partner stays, asked once for a page (R-46, R-47)."""

from dataclasses import dataclass
from typing import cast

from gmp_portal.accounts.rights import once
from partners.models import Partner, PartnerStatement, SilenceQuestion


@dataclass(frozen=True)
class Waiting:
    """The question that waits for an answer, and the statements that wait for their day."""

    question: SilenceQuestion | None
    leaving: PartnerStatement | None
    returning: PartnerStatement | None

    @property
    def statements(self) -> list[PartnerStatement]:
        return [each for each in (self.leaving, self.returning) if each is not None]

    @property
    def is_over(self) -> bool:
        """Whether a question waits whose time to answer is over."""
        return self.question is not None and self.question.is_over


def waiting_of(partner: Partner) -> Waiting:
    """What is open of this partner."""
    return cast("Waiting", once((Waiting, partner.pk), lambda: _asked(partner)))


def _asked(partner: Partner) -> Waiting:
    said = {each.kind: each for each in partner.statements.waiting()}
    kind = PartnerStatement.Kind
    return Waiting(
        partner.silences.waiting().first(), said.get(kind.LEAVES), said.get(kind.RETURNS)
    )
