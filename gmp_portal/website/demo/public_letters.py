"""Invented letters of which the public version is blacked out, corrected or taken down."""

from collections.abc import Mapping

from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents import files
from gmp_portal.documents.models import Document
from gmp_portal.typesetting import render
from gmp_portal.typesetting.letter import letter_pdf
from gmp_portal.website.demo.partners import draft, published, sent
from partners import file_access
from partners.actions import letter_decisions, letter_filing, letters, publications
from partners.models import Checklist, Kind, LetterOfIntent
from partners.reading import letter_sheets

Cast = Mapping[str, User]
YES: dict[str, bool | None] = dict.fromkeys(
    [*Checklist.QUESTIONS, *Checklist.ON_PAPER], True
)


def load(cast: Cast) -> None:
    """Enter them once, after the partners of the demonstration."""
    if LetterOfIntent.objects.filter(organisation="Example Battery Collectors").exists():
        return
    sender, officer = cast["visitor-turned-applicant"], cast["secretariat"]
    taken = sent(sender, "Example Battery Collectors", Kind.INDUSTRY, "AT")
    wrong = sent(sender, "Example Harbour Authority", Kind.GOVERNMENT, "NL")
    published(taken, cast)
    published(wrong, cast)
    if not render.is_available():
        # Without a file nothing was published.
        return
    reason = "The letter named a group of companies that takes no part."
    publications.take_down(taken, reason=reason, by=officer)
    publications.propose_correction(
        wrong,
        statement="",
        contribution=wrong.public_contribution.replace("50,000", "30,000"),
        reason="The sum was that of another year.",
        by=cast["second.officer"],
    )
    _signed_on_paper(cast)
    _filed(cast)


def _signed_on_paper(cast: Cast) -> None:
    """A letter that was signed on paper, confirmed, and waits for its black boxes."""
    sender = cast["visitor-turned-applicant"]
    letter = draft(sender, "Example Tannery Association", Kind.INDUSTRY, "TN")
    letters.keep_signed_file(letter, _paper(letter))
    letters.submit(letter, by=sender)
    letter_decisions.check(letter, YES, by=cast["secretariat"])
    letter_decisions.confirm(letter, by=cast["head.of.branch"])


def _filed(cast: Cast) -> None:
    """A letter that came by post, filed by the secretariat for somebody without an account."""
    sender, name = cast["visitor-turned-applicant"], "Example Federation of Dentists"
    letter = draft(sender, name, Kind.NGO, "NG")
    scan = _paper(letter)
    letters.discard(letter, by=sender)
    read = {
        "language": "en",
        "kind": Kind.NGO,
        "organisation": name,
        "country": letter.country,
        "is_for_all_areas": True,
        "supports": True,
        "commits_to_goal": True,
        "contribution_kinds": letter.contribution_kinds,
        "contribution": letter.contribution,
        "contact_name": "Sample Writer",
        "contact_title": "Secretary",
        "contact_email": "writer@example.org",
    }
    letter_filing.file(
        read, scan=scan, came_by="paper", came_on=today(), by=cast["second.officer"]
    )


def _paper(letter: LetterOfIntent) -> Document:
    result = letter_pdf(letter_sheets.paper_letter(letter), identifier="signed")
    return files.store(
        result.content,
        name="signed-letter.pdf",
        media_type="application/pdf",
        policy=file_access.ORIGINAL,
        by=letter.sender,
    )
