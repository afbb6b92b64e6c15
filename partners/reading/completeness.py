"""What each part of a letter still needs before it can be sent: field, sentence, clause (A1-2c)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gmp_portal import characters
from gmp_portal.ui import drafts
from gmp_portal.ui.word_count import count_words
from partners.models import Kind, LetterOfIntent
from partners.reading import duplicates

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FEWEST_WORDS = 10
MOST_WORDS = 400
NEEDS_NO_COUNTRY = {Kind.INTERGOVERNMENTAL, Kind.REIO, Kind.OTHER}


Missing = Iterator[tuple[str, "StrOrPromise", str]]


def organization(letter: LetterOfIntent) -> Missing:
    if not letter.kind:
        yield "kind", _("Choose what kind of organization you are."), "A1-2a"
    if not letter.organisation:
        yield "organisation", _("Enter the name."), "A1-2c-1"
    elif not characters.skeleton(letter.organisation):
        yield "organisation", _("Enter a name with letters or digits."), "A1-2c-1"
    has_country = letter.country_id or letter.country_note
    if not has_country and letter.kind not in NEEDS_NO_COUNTRY:
        text = _("Choose the country, or write which one if none of the list fits.")
        yield "country", text, "A1-2c-1"
    if letter.organisation and not letter.duplicate_explanation.strip():
        for same in duplicates.same_name(letter):
            text = _(
                "This is a possible duplicate of %(name)s: ask to join it, or explain why "
                "you are another organization."
            )
            yield "duplicate_explanation", text % {"name": same}, "A1-2c-1"
    yield from _too_long(letter, "duplicate_explanation", "A1-2c-1")


def areas(letter: LetterOfIntent) -> Missing:
    if not letter.area_slugs and not letter.is_for_all_areas:
        yield (
            "area_slugs",
            _("Choose at least one area, or the whole Partnership."),
            "A1-1b",
        )


def commitment(letter: LetterOfIntent) -> Missing:
    if not letter.supports:
        yield "supports", _("Say that you support the Partnership."), "A1-2c-2"
    if not letter.commits_to_goal:
        yield "commits_to_goal", _("Commit to the overall goal."), "A1-2c-3"
    if not letter.contribution_kinds:
        yield "pledges-0-kind", _("Choose at least one kind of contribution."), "A1-2b"
    elif any(not pledge.kind for pledge in letter.pledged):
        yield "pledges-0-kind", _("Choose the kind of each contribution."), "A1-2b"
    words = count_words(letter.contribution)
    if not words:
        yield "contribution", _("Describe what you will contribute."), "A1-2c-4"
    elif words < FEWEST_WORDS and not letter.filed_by_id:
        # What a letter on paper says is entered as it stands, however short it is.
        text = _("Describe your contribution in at least ten words.")
        yield "contribution", text, "A1-2c-4"
    elif words > MOST_WORDS:
        yield "contribution", _too_many_words(words), "A1-2c-4"
    yield from _too_long(letter, "support_statement", "A1-2c-2")
    yield from _too_long(letter, "contribution", "A1-2c-4")


def _too_many_words(words: int) -> str:
    excess = words - MOST_WORDS
    text = ngettext(
        "Shorten the description of your contribution by %(excess)d word: it may have %(limit)d "
        "words.",
        "Shorten the description of your contribution by %(excess)d words: it may have %(limit)d "
        "words.",
        excess,
    )
    return text % {"excess": excess, "limit": MOST_WORDS}


def _too_long(letter: LetterOfIntent, name: str, clause: str) -> Missing:
    """A draft keeps what is too long; a letter that is sent does not."""
    field: Any = letter._meta.get_field(name)
    length = len(getattr(letter, name))
    if length > field.max_length:
        said = {
            "field": field.verbose_name,
            "shorten": drafts.shorten(length, field.max_length),
        }
        yield name, _("“%(field)s”: %(shorten)s") % said, clause


def contact(letter: LetterOfIntent) -> Missing:
    if not letter.contact_name:
        yield "contact_name", _("Enter the name of the contact point."), "A1-2c-1"
    if not letter.contact_email:
        yield (
            "contact_email",
            _("Enter the e-mail address of the contact point."),
            "A1-2c-1",
        )
    if letter.contact_signs is None:
        yield (
            "contact_signs",
            _("Say whether the contact point signs the letter."),
            "A1-2c-1",
        )
    if letter.contact_signs is False:
        if not letter.signatory_name:
            yield "signatory_name", _("Enter the name of the signatory."), "A1-2c-1"
        if not letter.signatory_title:
            yield "signatory_title", _("Enter the function of the signatory."), "A1-2c-1"
        if not letter.signatory_email:
            text = _("Enter the e-mail address of the signatory.")
            yield "signatory_email", text, "A1-2c-1"


def signature(letter: LetterOfIntent) -> Missing:
    if letter.signing == LetterOfIntent.Signing.UPLOAD:
        if not letter.signed_file_id:
            yield "upload", _("Upload the signed letter."), "A1-2c-1"
    elif letter.signing == LetterOfIntent.Signing.TYPED:
        if not letter.signed_name:
            yield "signed_name", _("Type the name of the signatory."), "A1-2c-1"
        elif characters.skeleton(letter.signed_name) != characters.skeleton(
            letter.signatory
        ):
            text = _("The name typed is not that of the signatory you named: %(name)s.")
            yield "signed_name", text % {"name": letter.signatory}, "A1-2c-1"
    else:
        text = _("Type the name of the signatory, or upload the signed letter.")
        yield "signed_name", text, "A1-2c-1"
    if not letter.is_authorized:
        yield "is_authorized", _("Say that you are authorized to sign."), "A1-2c-1"
