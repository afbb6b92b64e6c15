"""The own words of a mail are written, changed or taken out; the built-in text stays."""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.notifications import own_words
from gmp_portal.notifications.models import MailText
from gmp_portal.website import permissions
from gmp_portal.website.acts import Act
from gmp_portal.workflow import RuleRefusedError, changed_fields, unmet

RULE = "R-54"


def refusals(
    template: str, values: Mapping[str, str]
) -> Iterator[tuple[str, RuleRefusedError]]:
    """What of these words no mail could say, by the field, for the form and for the act."""
    for name, typed in values.items():
        if unknown := own_words.unknown_in(typed, template):
            said = _("No mail of this kind can fill this in: %(places)s.")
            yield name, unmet(said % {"places": " ".join(unknown)}, RULE)
    if len(values["subject"].splitlines()) > 1:
        yield "subject", unmet(_("A subject has one line."), RULE)
    if len(values["words"]) > rulebook.value(RULE):
        yield "words", unmet(_("The own paragraph is too long."), RULE)


@transaction.atomic
def edit(
    template: str, language: str, values: Mapping[str, str], *, by: User
) -> MailText | None:
    """Say this besides the built-in text from the next mail on, or nothing more (R-54).

    Saved again as it is, it counts as compared with the built-in text of today.
    """
    rights.require(by, permissions.can_mail_text_edit)
    for _name, refusal in refusals(template, values):
        raise refusal
    rows = MailText.objects.select_for_update()
    kind = {"template": template, "language": language}
    own = rows.filter(**kind).first()
    if own is None:
        if not any(values.values()):
            return None
        own, _is_new = rows.get_or_create(**kind, defaults={"written_by": by})
    told = {**values, "beside": own_words.fingerprint(template)}
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
