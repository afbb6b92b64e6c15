"""Funders that are no partners: entered, edited, and linked once they are (A1-6d-iii)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gmp_portal import characters, ledger
from gmp_portal.accounts.models import User
from gmp_portal.reference import numbers
from gmp_portal.workflow import RuleRefusedError, changed_fields
from partners.acts import FunderAct
from partners.models import Funder, Partner

CLAUSE = "A1-6d-iii"


@transaction.atomic
def enter(*, by: User, **facts: Any) -> Funder:
    """Enter somebody who pays for work on mercury and is no partner (A1-6d-iii)."""
    # Two who enter the same one at the same time come one after the other.
    numbers.hold_slugs(Funder)
    _refuse_known(None, facts)
    funder = Funder.objects.create(**facts)
    ledger.record(FunderAct.ENTERED, funder, by=by)
    return funder


@transaction.atomic
def edit(funder: Funder, *, by: User, **facts: Any) -> None:
    """Change what is known of a funder; the ledger keeps old and new (A1-6d-iii)."""
    numbers.hold_slugs(Funder)
    funder.lock()
    changed = changed_fields(funder, facts)
    if not changed:
        return
    _refuse_known(funder, facts)
    changes = {
        name: [str(getattr(funder, name) or ""), str(facts[name] or "")] for name in changed
    }
    for name in changed:
        setattr(funder, name, facts[name])
    funder.save(update_fields=changed)
    ledger.record(FunderAct.EDITED, funder, by=by, changes=changes)


def _refuse_known(funder: Funder | None, facts: dict[str, Any]) -> None:
    form, partner = characters.skeleton(facts["name"]), facts["partner"]
    if not form:
        refusal = _("Enter a name with letters or digits.")
        raise RuleRefusedError(refusal, clause=CLAUSE, status=422)
    others = Funder.objects.exclude(pk=funder.pk if funder else 0)
    if others.filter(skeleton=form, country=facts["country"]).exists():
        refusal = _("A funder of this name and country stands in the list already.")
        raise RuleRefusedError(refusal, clause=CLAUSE, status=422)
    if partner is None and Partner.objects.confirmed().named(facts["name"]).exists():
        refusal = _(
            "A partner has this name: choose it as the partner that this funder is."
        )
        raise RuleRefusedError(refusal, clause=CLAUSE, status=422)
    if partner is not None and others.filter(partner=partner).exists():
        refusal = _("Another funder of the list is this partner already.")
        raise RuleRefusedError(refusal, clause=CLAUSE, status=422)
