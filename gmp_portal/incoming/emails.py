"""The one mail to whoever wrote to the portal and has to wait; its text is a template."""

from datetime import timedelta

from django.conf import settings

from gmp_portal.accounts import limits
from gmp_portal.accounts.limits import Limit
from gmp_portal.accounts.models import User
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.notifications import outbox

# Whoever sends in the name of others cannot have them written to more often.
TO_ONE, TO_ALL = Limit(1, timedelta(days=1)), Limit(100, timedelta(days=1))


def mail_waits(mail: IncomingMail) -> None:
    """Tell the sender that the secretariat looks at the mail; once a day, whatever comes."""
    address = mail.from_address.lower()
    if not address or address in _our_own():
        return
    for what, limit in ((f"waits:{address}", TO_ONE), ("waits", TO_ALL)):
        if not limits.take(what, limit):
            return
    known = User.objects.with_address(address).first()
    # Nothing of the mail is repeated: who is written to may be somebody else than who wrote.
    outbox.post_to_address(
        "incoming/mail_waits.txt",
        address,
        known.language if known else settings.LANGUAGE_CODE,
        is_secret=False,
        contact=settings.CONTACT_EMAIL,
    )


def _our_own() -> set[str]:
    ours = (settings.REPLY_ADDRESS, settings.DEFAULT_FROM_EMAIL, settings.CONTACT_EMAIL)
    return {address.lower() for address in ours}
