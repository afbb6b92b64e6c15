"""The own words of a mail are written, changed or taken out; the built-in text stays."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import limits, rights
from gmp_portal.accounts.limits import Limit
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox, own_words, whole_mails
from gmp_portal.notifications.models import MailText, Message
from gmp_portal.notifications.whole_mails import Whole
from gmp_portal.website import permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.reading import mail_samples
from gmp_portal.workflow import RuleRefusedError, changed_fields, unmet

RULE = "R-54"
WHOLE_RULE = "R-63"
# What would be an instruction of a template, or of a page.
INSTRUCTION = re.compile(r"\{%|%\}|\{#|#\}|</?[a-zA-Z][^>]*>")
# So many tries of a text an officer sends within an hour.
TRIES = Limit(30, timedelta(hours=1))


Refusals = Iterator[tuple[str, RuleRefusedError]]


def refusals(template: str, language: str, values: Mapping[str, str]) -> Refusals:
    """What of these words no mail could say, by the field, for the form and for the act."""
    subject, words = values["subject"], values["words"]
    whole = whole_mails.of(template, language)
    yield from _of_places(subject, values.get("body", ""), whole)
    yield from _of_text(subject, values.get("body", ""))
    # What stands in one pair of braces is filled in every mail of the kind.
    for name, typed in (("subject", whole_mails.PLACE.sub("", subject)), ("words", words)):
        if unknown := own_words.unknown_in(typed, template):
            said = _("No mail of this kind can fill this in: %(places)s.")
            yield name, unmet(said % {"places": " ".join(unknown)}, RULE)
    if len(subject.splitlines()) > 1:
        yield "subject", unmet(_("A subject has one line."), RULE)
    if len(words) > rulebook.value(RULE):
        yield "words", unmet(_("The own paragraph is too long."), RULE)


def _of_places(subject: str, body: str, whole: Whole) -> Refusals:
    for name, typed in (("subject", subject), ("body", body)):
        if unknown := whole_mails.unknown_in(typed, whole):
            said = _("The built-in text has no place of this name: %(places)s.")
            yield name, unmet(said % {"places": " ".join(unknown)}, WHOLE_RULE)
    if body and (missing := whole_mails.missing_in(f"{subject}\n{body}", whole)):
        said = _("The mail needs these places, too: %(places)s.")
        yield "body", unmet(said % {"places": " ".join(missing)}, WHOLE_RULE)


def _of_text(subject: str, body: str) -> Refusals:
    if len(body) > rulebook.value(WHOLE_RULE):
        yield "body", unmet(_("The text is too long."), WHOLE_RULE)
    if INSTRUCTION.search(f"{subject}\n{body}"):
        said = _("A text has places in two braces, and neither instructions nor HTML.")
        yield "body", unmet(said, WHOLE_RULE)


@transaction.atomic
def edit(
    template: str, language: str, values: Mapping[str, str], *, by: User
) -> MailText | None:
    """Say this besides the built-in text or in its place from the next mail on (R-54, R-63).

    Saved again as it is, it counts as compared with the built-in text of today.
    """
    rights.require(by, permissions.can_mail_text_edit)
    for _name, refusal in refusals(template, language, values):
        raise refusal
    rows = MailText.objects.select_for_update()
    kind = {"template": template, "language": language}
    own = rows.filter(**kind).first()
    if own is None:
        if not any(values.values()):
            return None
        own, _is_new = rows.get_or_create(**kind, defaults={"written_by": by})
    told = {**values, "beside": own_words.fingerprint(template, language)}
    changed = changed_fields(own, told)
    if not changed:
        return own
    for name in changed:
        setattr(own, name, told[name])
    own.written_by, own.written_at = by, timezone.now()
    own.save(update_fields=[*changed, "written_by", "written_at"])
    act = Act.MAIL_TEXT_WRITTEN if any(values.values()) else Act.MAIL_TEXT_RESET
    ledger.record(act, own, by=by, mail=template, language=language, fields=changed)
    return own


def send_sample(own: MailText, *, by: User) -> Message:
    """Send an example of the mail as it would read to whoever writes it; nothing is kept (R-63)."""
    rights.require(by, permissions.can_mail_text_edit)
    if not limits.take(f"mail-sample:{by.pk}", TRIES):
        said = _("You have sent yourself many examples: wait an hour, or look at the page.")
        raise RuleRefusedError(said, clause="R-24", status=429)
    subject, body = mail_samples.preview(own)
    said = _("Example: %(subject)s") % {"subject": subject}
    return outbox.queue(
        Message(
            recipient=by,
            address=by.email,
            language=own.language,
            template=own.template,
            subject=said[:250],
            body=body,
        )
    )
