"""People of the demonstration with two accounts: some to look at, some merged, some told apart."""

from typing import NamedTuple

from allauth.account.models import EmailAddress

from gmp_portal.accounts.models import User
from gmp_portal.website.actions import account_merges
from gmp_portal.website.demo.people import Cast
from partners.actions import representatives
from partners.models import Partner, Representative

CONTRIBUTOR = Representative.Role.CONTRIBUTOR


class Signup(NamedTuple):
    """An account, and the partner for which it writes, if any."""

    email: str
    name: str
    partner: str = ""


INSTITUTE, CENTRE = (
    "Example Institute for Safer Mining",
    "Example Centre for Gold without Mercury",
)
ALIKE = (
    Signup("wanda.example@example.org", "Wanda Example", INSTITUTE),
    Signup("w.example@example.com", "Example, Wanda", CENTRE),
)
MERGED = (
    Signup("bojan.example@example.org", "Bojan Example", INSTITUTE),
    Signup("bojan.example@example.com", "B. Example", CENTRE),
)
APART = (
    Signup("noor.example@example.org", "Noor Example"),
    Signup("noor.example@example.com", "Noor Example"),
)


def load(cast: Cast) -> None:
    """Let three people, or more, sign up twice."""
    head = cast["head.of.branch"]
    for signup in ALIKE:
        _signed_up(signup, by=head)
    kept, gone = (_signed_up(signup, by=head) for signup in MERGED)
    reason = "Example: he wrote from his new address, and asked for it."
    account_merges.make(kept, gone, reason=reason, by=head)
    first, second = (_signed_up(signup, by=head) for signup in APART)
    reason = "Example: mother and daughter, who work in two offices."
    account_merges.tell_apart(first, second, reason=reason, by=cast["secretariat"])


def _signed_up(signup: Signup, *, by: User) -> User:
    person = User.objects.create_user(signup.email, name=signup.name)
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )
    if signup.partner:
        partner = Partner.objects.get(name=signup.partner)
        representatives.appoint(partner, person, role=CONTRIBUTOR, by=by)
    return person
