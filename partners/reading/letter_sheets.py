"""What stands in letters, read-only: the same words on the page, in the preview and in the PDF."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db.models import Choices
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.ledger import checkpoints
from gmp_portal.typesetting import fixed_words, prose
from gmp_portal.typesetting.content import words
from gmp_portal.typesetting.fixed_words import Say
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.typesetting.letter import LetterSheet, SummaryRow
from gmp_portal.typesetting.scan import ScanSheet
from gmp_portal.words import listed
from partners.models import Correction, Kind, LetterOfIntent
from partners.models.publications import PublicWords
from partners.reading import interests, personal_data, pledge_words


def addressee(language: str) -> tuple[str, ...]:
    """To whom letters of intent are addressed, in the language of the letter (A1-2c-5)."""
    say = fixed_words.speaker(language)
    return (
        spoken(language).programme,
        say("Head of the Chemicals and Health Branch"),
        settings.CONTACT_EMAIL,
    )


def sent_letter(letter: LetterOfIntent) -> LetterSheet:
    """The letter as its sender wrote it, for those who may read the original (A1-2c-6)."""
    statement, contribution = letter.support_statement, letter.contribution
    signature = (letter.signed_name or letter.signatory, _signatory_title(letter))
    return _letter(
        letter, statement, contribution, signature, private=_private_rows(letter)
    )


def letter_to_sign(letter: LetterOfIntent) -> LetterSheet:
    """The whole letter for whoever signs it, without what is written to UNEP alone (R-21)."""
    statement, contribution = letter.support_statement, letter.contribution
    signature = (letter.signatory, _signatory_title(letter))
    return _letter(letter, statement, contribution, signature, private=())


def paper_letter(letter: LetterOfIntent) -> LetterSheet:
    """The letter of a draft as it is printed and signed on paper: without a day (A1-2c-1)."""
    sheet = letter_to_sign(letter)
    say = fixed_words.speaker(letter.language)
    by_hand = (say("Place and date"), say("Signature"), say("Stamp or seal"))
    return replace(sheet, draft="", issued_on=None, to_sign=by_hand)


def public_letter(letter: LetterOfIntent, words: PublicWords | None = None) -> LetterSheet:
    """The letter as the public sees it: no signature, address, number or e-mail (R-14).

    ``words`` are those of a version that is proposed; without them its own are shown.
    """
    shown = words or letter
    if words or letter.cleared_at:
        statement, contribution = shown.public_statement, shown.public_contribution
    else:
        statement, contribution = (
            personal_data.redacted(letter, text)
            for text in (letter.support_statement, letter.contribution)
        )
    withheld = fixed_words.speaker(letter.language)("Signature withheld from the public")
    signer = letter.organisation if letter.is_individual else _signatory_title(letter)
    return _letter(letter, statement, contribution, (signer, withheld), private=())


def published_letter(letter: LetterOfIntent) -> LetterSheet:
    """The letter as its public file prints it: with where the ledger ended then (P-1)."""
    return _with_checkpoint(public_letter(letter), letter.seconded_at or letter.cleared_at)


def _with_checkpoint(sheet: LetterSheet, moment: datetime | None) -> LetterSheet:
    if not (kept := checkpoints.as_of(moment)):
        return sheet
    label = fixed_words.speaker(sheet.language)("Checkpoint of the portal's ledger")
    row = SummaryRow(label, kept)
    return replace(sheet, summary=(*sheet.summary, row))


def corrected_letter(letter: LetterOfIntent, proposed: Correction) -> LetterSheet:
    """The letter as a proposed version prints it, with where the ledger ended then (R-40, P-1)."""
    return _with_checkpoint(public_letter(letter, proposed), proposed.proposed_at)


def signed_letter(letter: LetterOfIntent, pages: int) -> ScanSheet:
    """What is said of the signed letter, whose pages are pictures with black boxes (R-14)."""
    say = fixed_words.speaker(letter.language)
    page = say(
        "Page %(number)s of the signed letter. Its words stand in the typed version."
    )
    return ScanSheet(
        language=letter.language,
        title=say("Signed letter of intent"),
        note=say(
            "The pages of the signed letter as pictures. What is personal is covered with "
            "black. The words of the letter stand in its typed version."
        ),
        pages=tuple(page % {"number": number} for number in range(1, pages + 1)),
        reference=letter.reference or "",
        issued_on=dates.day_of(letter.submitted_at or letter.updated_at),
    )


def _letter(
    letter: LetterOfIntent,
    statement: str,
    contribution: str,
    signature: tuple[str, ...],
    *,
    private: tuple[SummaryRow, ...],
) -> LetterSheet:
    say = fixed_words.speaker(letter.language)
    on = letter.submitted_at or letter.updated_at
    return LetterSheet(
        language=letter.language,
        subject=say("Letter of intent to take part in the Global Mercury Partnership"),
        body=tuple(words(line) for line in _paragraphs(letter, statement, contribution)),
        reference=letter.reference or "",
        issued_on=dates.day_of(on),
        sender=tuple(part for part in (letter.organisation, _country(letter)) if part),
        addressee=addressee(letter.language),
        summary_title=say("Summary"),
        summary=(*_public_rows(letter, say), *private),
        signature=tuple(line for line in signature if line),
        draft=say("Draft") if letter.is_draft else "",
    )


def _country(letter: LetterOfIntent) -> str:
    if letter.country is None:
        return ""
    with translation.override(letter.language):
        return letter.country.name


def _paragraphs(letter: LetterOfIntent, statement: str, contribution: str) -> list[str]:
    say = fixed_words.speaker(letter.language)
    who = letter.organisation or say("(name)")
    if letter.is_individual:
        support = say("I, %(name)s, support the Global Mercury Partnership.")
        commitment = say(
            "I commit myself to its overall goal: to protect human health and the "
            "environment from releases of mercury."
        )
        gift = say("This is what I will contribute:")
    else:
        support = say("%(name)s supports the Global Mercury Partnership.")
        commitment = say(
            "We commit ourselves to its overall goal: to protect human health and the "
            "environment from releases of mercury."
        )
        gift = say("This is what we will contribute:")
    given = _typed(statement)
    labels = [_said(letter.Contribution(kind), say) for kind in letter.contribution_kinds]
    lines = [support % {"name": who}, commitment, *given, _given(gift, labels, letter)]
    pledged = pledge_words.lines(letter, letter.language)
    return [line for line in [*lines, *pledged, *_typed(contribution)] if line.strip()]


def _given(gift: str, kinds: list[str], letter: LetterOfIntent) -> str:
    """The kinds of contribution as the end of the sentence that announces them."""
    if not kinds:
        return gift
    tongue = spoken(letter.language)
    listed_kinds = tongue.listed([kind[:1].lower() + kind[1:] for kind in kinds])
    # Its own colon is as wide as a colon and a blank.
    gap = "" if tongue.colon == "\uff1a" else " "
    return f"{gift}{gap}{listed_kinds}{tongue.stop}"


def _typed(text: str) -> list[str]:
    """The paragraphs and items of a text, rows of a table one by one."""
    return [
        line
        for part in prose.parts(text)
        for line in (
            [" \u00b7 ".join(row) for row in part.rows] or part.as_typed.split("\n")
        )
    ]


def _said(choice: Choices, say: Say) -> str:
    """A choice in the words of the document: its English words are the key."""
    with translation.override("en"):
        return say(str(choice.label))


def _area_names(letter: LetterOfIntent, say: Say) -> str:
    """The areas named in a letter, in its own language."""
    with translation.override(letter.language):
        chosen = [str(name) for name in interests.names(letter.area_slugs)]
    if letter.is_for_all_areas:
        chosen.insert(0, say("The whole Partnership"))
    return spoken(letter.language).listed(chosen)


def area_names(letter: LetterOfIntent) -> str:
    """The areas somebody wants to work in, in words."""
    chosen = [str(name) for name in interests.names(letter.area_slugs)]
    if letter.is_for_all_areas:
        chosen.insert(0, _("The whole Partnership"))
    return listed(chosen)


def public_contact(letter: LetterOfIntent) -> str:
    """The contact point as the public sees it: a name with consent, else a function."""
    if letter.names_contact:
        return letter.contact_name
    return "" if letter.is_individual else letter.contact_title


def _public_rows(letter: LetterOfIntent, say: Say) -> tuple[SummaryRow, ...]:
    rows = (
        (say("Name"), letter.organisation),
        (say("Kind"), _said(Kind(letter.kind), say) if letter.kind else ""),
        (say("Country"), _country(letter)),
        (say("Website"), letter.website),
        (say("Areas"), _area_names(letter, say)),
        (say("Period"), letter.contribution_period),
        (say("Contact"), public_contact(letter)),
    )
    return tuple(SummaryRow(label, str(value)) for label, value in rows if value)


def _private_rows(letter: LetterOfIntent) -> tuple[SummaryRow, ...]:
    say = fixed_words.speaker(letter.language)
    signed = "Signed file uploaded" if letter.signed_file_id else "Typed signature"
    rows = (
        (say("Contact point (not public)"), letter.contact_name),
        (say("E-mail (not public)"), letter.contact_email),
        (say("Telephone (not public)"), letter.contact_phone),
        (say("Signatory (not public)"), letter.signatory),
        (say("Signature (not public)"), say(signed) if letter.signing else ""),
    )
    return tuple(SummaryRow(label, str(value)) for label, value in rows if value)


def _signatory_title(letter: LetterOfIntent) -> str:
    return letter.contact_title if letter.contact_signs else letter.signatory_title


def confirmation_letter(letter: LetterOfIntent) -> LetterSheet:
    """UNEP's letter that confirms the participation and quotes what is contributed (A1-2e)."""
    say = fixed_words.speaker(letter.language)
    areas = _area_names(letter, say)
    thanks = say(
        "The United Nations Environment Programme thanks %(name)s for the letter of "
        "intent %(reference)s and confirms the participation in the Global Mercury "
        "Partnership."
    )
    body = (
        thanks % {"name": letter.organisation, "reference": letter.reference},
        say("The letter states as the contribution:"),
        *(line for line in letter.contribution.splitlines() if line.strip()),
        *pledge_words.lines(letter, letter.language),
        say("Areas named in the letter: %(areas)s.") % {"areas": areas} if areas else "",
        say(
            "Partners take part in the meetings of their areas, agree on the areas' leads "
            "and report to them on progress. The letter of intent will be published "
            "without personal data."
        ),
    )
    with translation.override(letter.language):
        # Public at once, long before the letter of intent is.
        address = reverse("partners:confirmation", args=[letter.confirmation_reference])
    return LetterSheet(
        language=letter.language,
        subject=say("Confirmation of participation"),
        body=tuple(words(part) for part in body if part),
        reference=letter.confirmation_reference or "",
        issued_on=dates.day_of(letter.confirmed_at) if letter.confirmed_at else None,
        sender=(say("Secretariat of the Global Mercury Partnership"),),
        addressee=(letter.organisation,),
        signature=(str(letter.confirmed_by), say("Secretariat of the Partnership")),
        from_programme=True,
        verification_url=f"{settings.SITE_URL}{address}",
    )
