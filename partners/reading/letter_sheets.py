"""What stands in letters, read-only: the same words on the page, in the preview and in the PDF."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.typesetting import prose
from gmp_portal.typesetting.content import words
from gmp_portal.typesetting.letter import LetterSheet, SummaryRow
from partners.models import LetterOfIntent
from partners.reading import interests, personal_data


def addressee() -> tuple[str, ...]:
    """To whom letters of intent are addressed (A1-2c-5)."""
    return (
        _("United Nations Environment Programme"),
        _("Head of the Chemicals and Health Branch"),
        settings.CONTACT_EMAIL,
    )


def sent_letter(letter: LetterOfIntent) -> LetterSheet:
    """The letter as its sender wrote it, for those who may read the original (A1-2c-6)."""
    with translation.override(letter.language):
        statement, contribution = letter.support_statement, letter.contribution
        signature = (letter.signed_name or letter.signatory, _signatory_title(letter))
        return _letter(
            letter, statement, contribution, signature, private=_private_rows(letter)
        )


def public_letter(letter: LetterOfIntent) -> LetterSheet:
    """The letter as the public sees it: no signature, address, number or e-mail (R-14)."""
    with translation.override(letter.language):
        if letter.cleared_at:
            statement, contribution = letter.public_statement, letter.public_contribution
        else:
            statement, contribution = (
                personal_data.redacted(letter, text)
                for text in (letter.support_statement, letter.contribution)
            )
        withheld = _("Signature withheld from the public")
        signer = letter.organisation if letter.is_individual else _signatory_title(letter)
        return _letter(letter, statement, contribution, (signer, withheld), private=())


def _letter(
    letter: LetterOfIntent,
    statement: str,
    contribution: str,
    signature: tuple[str, ...],
    *,
    private: tuple[SummaryRow, ...],
) -> LetterSheet:
    on = letter.submitted_at or letter.updated_at
    return LetterSheet(
        language=letter.language,
        subject=_("Letter of intent to take part in the Global Mercury Partnership"),
        body=tuple(words(line) for line in _paragraphs(letter, statement, contribution)),
        reference=letter.reference or "",
        issued_on=dates.day_of(on),
        sender=tuple(
            part
            for part in (letter.organisation, letter.country and letter.country.name)
            if part
        ),
        addressee=addressee(),
        summary_title=_("Summary"),
        summary=(*_public_rows(letter), *private),
        signature=tuple(line for line in signature if line),
        draft=_("Draft") if letter.is_draft else "",
    )


def _paragraphs(letter: LetterOfIntent, statement: str, contribution: str) -> list[str]:
    who = letter.organisation or _("(name)")
    if letter.is_individual:
        support = _("I, %(name)s, support the Global Mercury Partnership.")
        commitment = _(
            "I commit myself to its overall goal: to protect human health and the "
            "environment from releases of mercury."
        )
        gift = _("This is what I will contribute:")
    else:
        support = _("%(name)s supports the Global Mercury Partnership.")
        commitment = _(
            "We commit ourselves to its overall goal: to protect human health and the "
            "environment from releases of mercury."
        )
        gift = _("This is what we will contribute:")
    given = _typed(statement)
    kinds = ", ".join(letter.contribution_labels)
    lines = [support % {"name": who}, commitment, *given, f"{gift} {kinds}".strip()]
    return [line for line in [*lines, *_typed(contribution)] if line.strip()]


def _typed(text: str) -> list[str]:
    """The paragraphs and items of a text, rows of a table one by one."""
    return [
        line
        for part in prose.parts(text)
        for line in (
            [" \u00b7 ".join(row) for row in part.rows] or part.as_typed.split("\n")
        )
    ]


def area_names(letter: LetterOfIntent) -> str:
    """The areas somebody wants to work in, in words."""
    chosen = [str(name) for name in interests.names(letter.area_slugs)]
    if letter.is_for_all_areas:
        chosen.insert(0, _("The whole Partnership"))
    return ", ".join(chosen)


def public_contact(letter: LetterOfIntent) -> str:
    """The contact point as the public sees it: a name with consent, else a function."""
    if letter.names_contact:
        return letter.contact_name
    return "" if letter.is_individual else letter.contact_title


def _public_rows(letter: LetterOfIntent) -> tuple[SummaryRow, ...]:
    rows = (
        (_("Name"), letter.organisation),
        (_("Kind"), letter.get_kind_display() if letter.kind else ""),
        (_("Country"), letter.country.name if letter.country else ""),
        (_("Website"), letter.website),
        (_("Areas"), area_names(letter)),
        (_("Period"), letter.contribution_period),
        (_("Contact"), public_contact(letter)),
    )
    return tuple(SummaryRow(label, str(value)) for label, value in rows if value)


def _private_rows(letter: LetterOfIntent) -> tuple[SummaryRow, ...]:
    signed = _("Signed file uploaded") if letter.signed_file_id else _("Typed signature")
    rows = (
        (_("Contact point (not public)"), letter.contact_name),
        (_("E-mail (not public)"), letter.contact_email),
        (_("Telephone (not public)"), letter.contact_phone),
        (_("Signatory (not public)"), letter.signatory),
        (_("Signature (not public)"), signed if letter.signing else ""),
    )
    return tuple(SummaryRow(label, str(value)) for label, value in rows if value)


def _signatory_title(letter: LetterOfIntent) -> str:
    return letter.contact_title if letter.contact_signs else letter.signatory_title


def confirmation_letter(letter: LetterOfIntent) -> LetterSheet:
    """UNEP's letter that confirms the participation (A1-2e)."""
    with translation.override(letter.language):
        areas = area_names(letter)
        body = (
            _(
                "The United Nations Environment Programme thanks %(name)s for the letter of "
                "intent %(reference)s and confirms the participation in the Global Mercury "
                "Partnership."
            )
            % {"name": letter.organisation, "reference": letter.reference},
            _("Areas named in the letter: %(areas)s.") % {"areas": areas} if areas else "",
            _(
                "Partners take part in the meetings of their areas, agree on the areas' leads "
                "and report to them on progress. The letter of intent will be published "
                "without personal data."
            ),
        )
        return LetterSheet(
            language=letter.language,
            subject=_("Confirmation of participation"),
            body=tuple(words(part) for part in body if part),
            reference=letter.confirmation_reference or "",
            issued_on=dates.day_of(letter.confirmed_at) if letter.confirmed_at else None,
            sender=(_("Secretariat of the Global Mercury Partnership"),),
            addressee=(letter.organisation,),
            signature=(str(letter.confirmed_by), _("Secretariat of the Partnership")),
            from_programme=True,
            verification_url=f"{settings.SITE_URL}{letter.get_absolute_url()}",
        )
