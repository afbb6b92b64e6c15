"""What the public reads of a letter: black boxes, later days, corrections, taking down (R-14)."""

from datetime import timedelta
from types import SimpleNamespace

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents import files
from gmp_portal.jobs.models import Job
from gmp_portal.workflow import RuleRefusedError
from partners import worklist
from partners.actions import letter_decisions, merges, publications
from partners.handlers import publications as handlers
from partners.models import Correction, LetterOfIntent, PublicVersion
from tests.documents import texts
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    PDF,
    CorrectionFactory,
    LetterFactory,
    PartnerFactory,
    PublicFileFactory,
    RepresentativeFactory,
    SignedPageFactory,
)

pytestmark = pytest.mark.django_db
BOX = {"left-1": "10", "top-1": "80", "width-1": "30", "height-1": "10"}


def url(letter, step):
    return reverse(f"partners:letter_{step}", args=[letter.key])


def stored(content, policy="letter_public"):
    return files.store(
        content, name="letter.pdf", media_type="application/pdf", policy=policy
    )


def status(client, address):
    answer = client.get(address)
    answer.getvalue()
    return answer.status_code


@pytest.fixture
def signed():
    """A confirmed letter that was signed on a paper of several pages."""
    file = stored(texts.in_six_languages(), policy="letter_original")
    return LetterFactory.create(signed=True, signed_file=file)


@pytest.fixture
def progress():
    return SimpleNamespace(step=lambda number: None)


@pytest.fixture
def published():
    letter = LetterFactory.create(published=True, public_letter=stored(PDF))
    RepresentativeFactory.create(partner=letter.partner, person=letter.sender)
    return letter


def marked(client, letter, data):
    """Send the form of the boxes as its page shows it."""
    page = client.get(url(letter, "black_out"))
    return client.post(url(letter, "black_out"), data | {"seen": page.context["seen"]})


def test_versions_are_counted_through_where_two_entries_became_one(published, secretariat):
    kept = PartnerFactory.create()
    merges.make(kept, published.partner, reason="One office.", by=secretariat)
    letter = LetterFactory.create(cleared=True, partner=kept)

    publications.publish(letter, by=secretariat)

    versions = PublicVersion.objects.order_by("number").values_list("letter", "number")
    assert list(versions) == [(published.pk, 1), (letter.pk, 2)]


# Black boxes ----------------------------------------------------------------------------


def test_a_signed_letter_becomes_public_with_black_boxes_and_without_its_text(
    signed, secretariat, second_officer, as_user, run_jobs
):
    officer = as_user(secretariat)
    before = officer.get(url(signed, "black_out")).text
    officer.post(url(signed, "black_out"), {"draw": "1"})
    waiting = officer.get(url(signed, "black_out")).text
    run_jobs()

    page = officer.get(url(signed, "black_out"))
    sent = marked(officer, signed, BOX | {"shows": "yes"})
    signed.refresh_from_db()
    letter_decisions.clear(
        signed,
        statement="",
        contribution="Training.",
        has_personal_data=False,
        by=secretariat,
    )
    letter_decisions.second_clearance(signed, by=second_officer)
    run_jobs()
    signed.refresh_from_db()
    publications.publish(signed, by=secretariat)
    shown = Client().get(signed.get_absolute_url()).text

    assert "Show the pages" in before
    assert "being drawn" in waiting
    assert page.text.count("data-black-out") == len(texts.WORDS)
    assert sent.status_code == 302
    assert signed.boxes == [[1, 100, 800, 300, 100]]
    assert signed.has_personal_data
    assert signed.public_paper.get_absolute_url() in shown
    assert status(Client(), signed.public_paper.get_absolute_url()) == 200
    assert status(Client(), signed.signed_file.get_absolute_url()) in {403, 404}
    made = pypdfium2.PdfDocument(signed.public_paper.read())
    said = " ".join(page.get_textpage().get_text_range() for page in made)
    assert not any(words in said for words in texts.WORDS.values())
    assert made[0].render(scale=1).to_pil().convert("L").getextrema()[0] == 0
    assert signed.public_versions.get().paper == signed.public_paper


def test_the_letter_is_not_cleared_while_the_paper_is_open(signed, secretariat, as_user):
    answer = as_user(secretariat).post(
        url(signed, "clear"), {"public_contribution": "Training.", "clear": "1"}
    )

    assert answer.status_code == 422
    assert "black out its signature" in answer.text


def test_a_letter_may_stay_sealed_for_a_reason(signed, secretariat, as_user):
    SignedPageFactory.create(letter=signed)
    officer = as_user(secretariat)

    without = marked(officer, signed, {"shows": "no", "note": " "})
    marked(officer, signed, {"shows": "no", "note": "Names of minors."})
    signed.refresh_from_db()

    assert without.status_code == 422
    assert (signed.shows_paper, signed.paper_note) == (False, "Names of minors.")
    assert "Names of minors." in officer.get(signed.get_absolute_url()).text


@pytest.mark.parametrize(
    "box",
    [
        {"left-1": "95"},
        {"width-1": ""},
        {"height-1": "much"},
        {"width-1": "0"},
        {"top-1": "1e999"},
        {"top-1": "-1"},
        {"left-1": "nan"},
    ],
)
def test_a_box_off_the_page_is_refused_and_kept_to_be_mended(
    signed, secretariat, as_user, box
):
    SignedPageFactory.create(letter=signed)
    sent = BOX | box | {"shows": "yes"}

    answer = marked(as_user(secretariat), signed, sent)

    assert answer.status_code == 422
    assert "so that it lies on the page" in answer.text
    assert f'value="{sent["height-1"]}"' in answer.text
    signed.refresh_from_db()
    assert signed.boxes == []


def test_at_least_the_signature_is_covered(signed, secretariat, as_user):
    SignedPageFactory.create(letter=signed)

    answer = marked(as_user(secretariat), signed, {"shows": "yes"})

    assert answer.status_code == 422
    assert "Cover the signature at least" in answer.text


def test_boxes_are_kept_for_now_and_shown_again(signed, secretariat, as_user):
    SignedPageFactory.create(letter=signed)
    officer = as_user(secretariat)

    marked(officer, signed, BOX | {"note": "Ask the sender."})
    page = officer.get(url(signed, "black_out")).text
    letter = officer.get(signed.get_absolute_url()).text

    assert 'value="80"' in page
    assert '<rect x="10" y="80" width="30" height="10">' in page
    assert "Ask the sender." in page
    assert "To be settled" in letter


def test_boxes_of_two_officers_are_both_shown_before_one_wipes_the_other(
    signed, secretariat, second_officer, as_user
):
    SignedPageFactory.create(letter=signed)
    officer, other = as_user(secretariat), as_user(second_officer)
    seen = officer.get(url(signed, "black_out")).context["seen"]
    marked(other, signed, BOX | {"left-1": "55"})

    late = officer.post(url(signed, "black_out"), BOX | {"seen": seen, "shows": "yes"})
    again = {
        side: [row[n] for row in ((*BOX.values(),), ("55", *[*BOX.values()][1:]))]
        for n, side in enumerate(BOX)
    }
    officer.post(
        url(signed, "black_out"),
        again | {"seen": late.context["seen"], "shows": "yes"},
    )
    signed.refresh_from_db()

    assert late.status_code == 409
    assert "Theirs and yours are both below" in late.text
    assert 'value="55"' in late.text
    assert 'value="10"' in late.text
    assert len(signed.boxes) == 2


def test_the_second_person_sees_the_boxes(secretariat, second_officer, as_user):
    letter = LetterFactory.create(
        signed=True,
        half_cleared=True,
        shows_paper=True,
        boxes=[[1, 100, 800, 300, 100]],
        cleared_by=secretariat,
    )
    page = SignedPageFactory.create(letter=letter)

    shown = as_user(second_officer).get(letter.get_absolute_url()).text

    assert "Clear as the second person" in shown
    assert page.picture.get_absolute_url() in shown
    assert '<rect x="10" y="80" width="30" height="10">' in shown


def test_pages_that_cannot_be_drawn_are_said(secretariat, as_user, run_jobs):
    broken = stored(b"%PDF-1.7 nothing", policy="letter_original")
    letter = LetterFactory.create(signed=True, signed_file=broken)
    publications.draw_pages(letter, by=secretariat)
    run_jobs()

    page = as_user(secretariat).get(url(letter, "black_out")).text

    assert "The pages of this file cannot be shown" in page
    assert "Why is the signed letter not public?" in page


def test_pages_are_drawn_once(signed, secretariat, run_jobs):
    publications.draw_pages(signed, by=secretariat)
    run_jobs()
    before = list(signed.signed_pages.values_list("pk", flat=True))

    publications.draw_pages(signed, by=secretariat)
    run_jobs()

    assert list(signed.signed_pages.values_list("pk", flat=True)) == before


def test_pages_that_another_worker_drew_meanwhile_stay(signed, progress):
    effect = handlers.signed_pages(signed.pk, progress=progress)
    SignedPageFactory.create(letter=signed)

    effect()

    assert signed.signed_pages.count() == 1


def test_a_letter_signed_by_a_name_has_no_pages(progress):
    letter = LetterFactory.create(confirmed=True)

    assert handlers.signed_pages(letter.pk, progress=progress) is None


def test_the_pages_of_a_letter_are_drawn_once_it_is_confirmed(run_jobs):
    letter = LetterFactory.create(
        checked=True, signing="upload", signed_file=stored(PDF, policy="letter_original")
    )
    letter.checklist.paper_supports = letter.checklist.paper_commits = True
    letter.checklist.paper_contributes = True
    letter.checklist.save()

    letter_decisions.confirm(letter, by=UserFactory.create(officer=True))

    assert Job.objects.filter(kind="partners.signed_pages").exists()


def test_a_file_of_boxes_that_changed_meanwhile_is_not_kept(
    signed, secretariat, run_jobs, progress
):
    publications.draw_pages(signed, by=secretariat)
    run_jobs()
    LetterOfIntent.objects.filter(pk=signed.pk).update(
        shows_paper=True,
        boxes=[[1, 1, 1, 9, 9]],
        cleared_at=timezone.now(),
        cleared_by=secretariat,
        has_personal_data=False,
    )
    effect = handlers.public_paper(signed.pk, progress=progress)
    signed.refresh_from_db()
    letter_decisions.reopen_clearance(signed, reason="Another box.", by=secretariat)

    effect()
    signed.refresh_from_db()

    assert signed.public_paper is None
    assert handlers.public_paper(signed.pk, progress=progress) is None


def test_who_has_nothing_to_do_with_it_sees_no_page(signed, as_user):
    picture = SignedPageFactory.create(letter=signed).picture
    stranger = as_user(UserFactory.create())

    assert status(stranger, picture.get_absolute_url()) in {403, 404}
    assert stranger.get(url(signed, "black_out")).status_code == 404


# Later ----------------------------------------------------------------------------------


def test_a_publication_is_postponed_with_a_reason_that_stays(secretariat, as_user):
    letter = LetterFactory.create(confirmed=True)
    officer, day = as_user(secretariat), today() + timedelta(days=60)
    data = {"until": day.isoformat(), "reason": "The scan is being made again."}

    missing = officer.post(url(letter, "postpone"), data | {"reason": ""})
    early = officer.post(url(letter, "postpone"), data | {"until": today().isoformat()})
    officer.post(url(letter, "postpone"), data)
    letter.refresh_from_db()

    assert (missing.status_code, early.status_code) == (422, 422)
    assert "after the one by which it is due now" in early.text
    assert letter.publish_due_on == day
    page = officer.get(letter.get_absolute_url()).text
    assert "The scan is being made again." in page
    assert ledger.trail(letter).filter(kind="letter.postponed").exists()


# Corrected ------------------------------------------------------------------------------


def corrected(client, letter, **changes):
    data = {
        "read": read_token(client.get(url(letter, "correct"))),
        "reason": "The number of days was wrong.",
        "public_statement": "",
        "public_contribution": "Thirty days of work.",
    }
    return client.post(url(letter, "correct"), data | changes)


def test_a_public_letter_is_corrected_by_two_people(
    published, secretariat, second_officer, as_user, run_jobs
):
    officer, other = as_user(secretariat), as_user(second_officer)
    first = published.public_letter
    corrected(officer, published)
    run_jobs()

    proposed = other.get(published.get_absolute_url())
    own = officer.get(published.get_absolute_url())
    untouched = Client().get(published.get_absolute_url()).text
    other.post(
        url(published, "second_correction"),
        {"read": read_token(proposed)},
    )
    published.refresh_from_db()
    public = Client().get(published.get_absolute_url()).text

    assert "Put the corrected version on the website" in proposed.text
    assert "Put the corrected version on the website" not in own.text
    assert "forty working days" in untouched
    assert published.public_version == 2
    assert "Thirty days of work." in public
    assert "The number of days was wrong." in public
    assert published.public_letter.sha256 in public
    assert status(Client(), first.get_absolute_url()) in {403, 404}
    assert status(officer, first.get_absolute_url()) == 200


def read_token(answer):
    return answer.text.split('name="read" value="')[1].split('"')[0]


def test_a_correction_that_changed_since_it_was_read_is_not_published(
    published, secretariat, second_officer, as_user
):
    CorrectionFactory.create(letter=published, proposed_by=secretariat)
    other = as_user(second_officer)
    read = read_token(other.get(published.get_absolute_url()))
    Correction.objects.update(public_contribution="Something else.")

    answer = other.post(url(published, "second_correction"), {"read": read})

    published.refresh_from_db()
    assert answer.status_code == 409
    assert published.public_version == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": "Ask +41 22 555 01 00."}, "take personal data out of it"),
        ({"public_contribution": "Ask +41 22 555 01 00."}, "Take out personal data"),
        ({"public_contribution": " "}, "Leave the public some words"),
        ({"reason": ""}, "What is corrected, and why?"),
    ],
)
def test_a_correction_that_may_not_be_is_said_beside_its_field(
    published, secretariat, as_user, changes, said
):
    answer = corrected(as_user(secretariat), published, **changes)

    assert answer.status_code == 422
    assert said in answer.text
    assert not published.corrections.exists()


def test_what_was_found_harmless_stays_so(published, secretariat, as_user):
    corrected(
        as_user(secretariat),
        published,
        public_contribution="Order 0221 555 0142 of the series.",
        overrule_reason="A number of a series.",
    )

    assert published.corrections.get().overruled["reason"] == "A number of a series."


def test_a_correction_is_dropped(published, secretariat, as_user):
    CorrectionFactory.create(letter=published)
    officer = as_user(secretariat)

    read = read_token(officer.get(published.get_absolute_url()))
    stale = officer.post(url(published, "drop_correction"), {"read": "older"})
    officer.post(url(published, "drop_correction"), {"read": read})

    assert stale.status_code == 409
    assert published.corrections.get().outcome == "dropped"
    assert "Correct…" in officer.get(published.get_absolute_url()).text


def test_a_correction_waits_at_the_desk_of_others(published, secretariat):
    CorrectionFactory.create(letter=published, proposed_by=secretariat)

    [task] = worklist.desk_queue()["Corrections that need a second person"]

    assert task.title == published.organisation
    assert secretariat.pk in task.not_for


def test_other_boxes_of_a_correction_get_a_file_of_their_own(
    signed, secretariat, second_officer, run_jobs, progress
):
    publications.draw_pages(signed, by=secretariat)
    run_jobs()
    made = {"public_letter": stored(PDF), "public_paper": stored(PDF)}
    LetterOfIntent.objects.filter(pk=signed.pk).update(
        shows_paper=True,
        boxes=[[1, 1, 1, 9, 9]],
        cleared_at=timezone.now(),
        **made,
        cleared_by=secretariat,
        has_personal_data=False,
    )
    signed.refresh_from_db()
    publications.publish(signed, by=secretariat)
    proposed = publications.propose_correction(
        signed, statement="", contribution="Training.", reason="A name.", by=secretariat
    )
    stale = handlers.corrected_paper(signed.pk, proposed.pk, progress=progress)
    publications.mark_paper(signed, [[2, 5, 5, 50, 50]], shows=True, by=secretariat)

    stale()
    proposed.refresh_from_db()
    assert proposed.public_paper is None
    with pytest.raises(RuleRefusedError, match="still being made"):
        publications.publish_correction(signed, by=second_officer)
    run_jobs()
    publications.publish_correction(signed, by=second_officer)

    signed.refresh_from_db()
    assert signed.boxes == [[2, 5, 5, 50, 50]]
    assert signed.public_versions.count() == 2
    assert handlers.corrected_paper(signed.pk, proposed.pk, progress=progress) is None
    assert handlers.corrected_letter(signed.pk, proposed.pk, progress=progress) is None


def test_a_paper_that_nobody_settled_keeps_a_correction_from_the_website(
    signed, secretariat, second_officer, run_jobs
):
    as_public = {"public_letter": stored(PDF), "cleared_at": timezone.now()}
    LetterOfIntent.objects.filter(pk=signed.pk).update(
        **as_public, cleared_by=secretariat, has_personal_data=False
    )
    signed.refresh_from_db()
    publications.publish(signed, by=secretariat)
    publications.propose_correction(
        signed, statement="", contribution="Training.", reason="A name.", by=secretariat
    )
    run_jobs()

    with pytest.raises(RuleRefusedError, match="black out its signature"):
        publications.publish_correction(signed, by=second_officer)

    publications.mark_paper(signed, [], shows=False, note="Minors.", by=secretariat)
    publications.publish_correction(signed, by=second_officer)
    assert signed.public_versions.get(ended_at=None).paper is None


# Taken down ------------------------------------------------------------------------------


def test_a_letter_that_is_taken_down_leaves_a_mark(published, secretariat, as_user):
    answer = as_user(secretariat).post(
        url(published, "take_down"), {"reason": "It named the wrong organization."}
    )

    visitor = Client()
    mark = visitor.get(published.get_absolute_url())
    assert answer.status_code == 302
    assert mark.status_code == 200
    assert "This letter was taken down" in mark.text
    assert "It named the wrong organization." in mark.text
    assert published.public_letter.sha256 in mark.text
    assert "forty working days" not in mark.text
    assert status(visitor, published.public_letter.get_absolute_url()) in {403, 404}
    partner = visitor.get(published.partner.get_absolute_url()).text
    assert "forty working days" not in partner
    assert "taken down" in partner
    listed = visitor.get(reverse("partners:published_letter_list")).text
    assert published.reference not in listed


def test_an_old_page_puts_nothing_back_that_was_taken_down_meanwhile(
    published, secretariat, second_officer, as_user
):
    CorrectionFactory.create(letter=published, proposed_by=secretariat)
    other = as_user(second_officer)
    read = read_token(other.get(published.get_absolute_url()))
    publications.take_down(published, reason="It shows a child.", by=secretariat)

    answer = other.post(url(published, "second_correction"), {"read": read}, follow=True)

    published.refresh_from_db()
    assert published.status == "taken_down"
    assert "No correction of this letter is proposed" in answer.text
    assert published.corrections.get().outcome == "dropped"


def test_a_confirmation_leads_to_what_became_of_its_letter():
    letter = LetterFactory.create(taken_down=True)

    page = Client().get(f"/confirmations/{letter.confirmation_reference}/").text

    assert "taken down" in page
    assert letter.get_absolute_url() in page


def test_a_reason_with_a_number_in_it_is_not_shown_to_everybody(
    published, secretariat, as_user
):
    answer = as_user(secretariat).post(
        url(published, "take_down"), {"reason": "Ask +41 22 555 01 00."}
    )

    assert answer.status_code == 422
    assert "take personal data out of it" in answer.text


def test_a_letter_comes_back_by_a_correction(
    secretariat, second_officer, as_user, run_jobs
):
    letter = LetterFactory.create(taken_down=True, public_letter=stored(PDF))
    officer, other = as_user(secretariat), as_user(second_officer)

    offered = officer.get(letter.get_absolute_url()).text
    form = officer.get(url(letter, "correct")).text
    corrected(officer, letter)
    run_jobs()
    page = other.get(letter.get_absolute_url())
    other.post(url(letter, "second_correction"), {"read": read_token(page)})
    letter.refresh_from_db()

    assert "Put back, corrected…" in offered
    assert "forty working days" in form
    assert (letter.status, letter.public_version) == ("published", 2)
    history = Client().get(letter.get_absolute_url()).text
    assert "It named the wrong organization." in history


def test_its_sender_reads_why_it_was_taken_down(as_user):
    letter = LetterFactory.create(taken_down=True)

    page = as_user(letter.sender).get(letter.get_absolute_url()).text

    assert "The letter was taken from the website" in page
    assert "It named the wrong organization." in page


def test_a_draft_or_an_unknown_number_has_no_mark():
    draft = LetterFactory.create()

    for key in (draft.key, "LOI-2026-9999"):
        assert Client().get(f"/letters/{key}/").status_code == 404


@pytest.mark.parametrize(
    ("state", "step", "said"),
    [
        ("confirmed", "correct", "not public yet"),
        ("submitted", "take_down", "cleared after the participation was confirmed"),
        ("taken_down", "take_down", "taken down already"),
        ("confirmed", "black_out", "no paper to black out"),
        ("published", "black_out", "no paper to black out"),
    ],
)
def test_a_step_at_the_wrong_time_says_what_comes_first(
    secretariat, as_user, state, step, said
):
    letter = LetterFactory.create(**{state: True})

    answer = as_user(secretariat).get(url(letter, step), follow=True)

    assert said in answer.text


def test_a_signed_letter_is_blacked_out_once_it_is_confirmed(secretariat, as_user):
    file = PublicFileFactory.create(policy="letter_original")
    letter = LetterFactory.create(submitted=True, signing="upload", signed_file=file)

    answer = as_user(secretariat).get(url(letter, "black_out"), follow=True)

    assert "after the participation was confirmed" in answer.text


def test_black_boxes_of_a_published_letter_change_in_a_correction(secretariat, as_user):
    letter = LetterFactory.create(signed=True, published=True)

    answer = as_user(secretariat).get(url(letter, "black_out"), follow=True)

    assert "propose a correction" in answer.text
