"""A past document in the browser: brought in, settled piece by piece, taken over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gmp_portal.ledger.models import Entry
from gmp_portal.typesetting.content import Heading
from gmp_portal.workflow import RuleRefusedError
from reporting.actions import imported_texts
from reporting.models import ImportedText, Report, SettledStep
from reporting.session_documents import lines, pieces
from tests.factories.reporting import PAST_TEXT, ImportedTextFactory

STALE, MOVED, UNPROCESSABLE, FORBIDDEN, UNSEEN = 409, 302, 422, 403, 404
BUTTONS = ("settle", "start_over", "undo", "take_over", "discard")


@pytest.fixture
def text(db):
    return ImportedTextFactory.create(state="settling")


@pytest.fixture
def client(as_user, secretariat):
    """The browser of an officer."""
    return as_user(secretariat)


def address(step, text):
    return reverse(f"reporting:import_{step}", args=[text.pk])


def press(client, text, number, step, **more):
    """One button of the page as it stands now."""
    text.refresh_from_db()
    sent = {"version": text.version, "piece": number, "step": step, **more}
    answer = client.post(address("settle", text), sent)
    text.refresh_from_db()
    return answer


def number_of(text, kind):
    """The number of the first piece of a kind."""
    return 1 + [piece.kind for piece in text.pieces].index(kind)


def words_of(text):
    return [text.lines[number - 1].text for piece in text.pieces for number in piece.lines]


# Bringing in -----------------------------------------------------------------------------


def test_a_pasted_text_is_kept_and_read_by_a_job(client, run_jobs):
    sent = {"text": PAST_TEXT, "language": "en", "name": "Example"}

    answer = client.post(reverse("reporting:import_start"), sent)

    text = ImportedText.objects.get()
    assert answer.status_code == MOVED
    assert text.status == ImportedText.Status.READING
    assert text.source.replace("\r\n", "\n") == PAST_TEXT
    run_jobs()
    text.refresh_from_db()
    assert text.status == ImportedText.Status.SETTLING
    assert text.unsure == 2
    assert Entry.objects.filter(kind="import.read").count() == 1


@pytest.mark.parametrize(
    ("content", "encoding", "words"),
    [
        ("Ünïcode\n".encode(), "", "Ünïcode"),
        ("Ünïcode\n".encode("utf-16"), "", "Ünïcode"),
        ("\ufeffÜnïcode\n".encode(), "", "Ünïcode"),
        ("关于汞\n".encode("gb18030"), "gb18030", "关于汞"),
    ],
)
def test_a_file_is_decoded_and_never_garbled(client, content, encoding, words):
    file = SimpleUploadedFile("past.txt", content, "text/plain")
    sent = {"file": file, "encoding": encoding, "language": "en"}

    client.post(reverse("reporting:import_start"), sent)

    text = ImportedText.objects.get()
    assert text.source.strip() == words
    assert text.name == "past.txt"


def test_a_file_in_an_unknown_encoding_is_asked_for(client):
    file = SimpleUploadedFile("past.txt", "关于汞".encode("gb18030"), "text/plain")

    answer = client.post(
        reverse("reporting:import_start"), {"file": file, "language": "en"}
    )

    assert answer.status_code == UNPROCESSABLE
    assert "Choose another one, or save it as UTF-8." in answer.text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a text file, or paste the text."),
        ({"text": " \n "}, "Choose a text file, or paste the text."),
        ({"file": b" \n "}, "Choose a text file, or paste the text."),
        ({"text": "a\n" * 20_001}, "This text is too long."),
        ({"text": "a\r" * 20_001}, "This text is too long."),
        ({"text": "a\nb" + "b" * 20_000}, "Line 2 is longer than 20000 characters."),
        ({"text": "a", "file": b"b"}, "not both"),
        ({"file": b"a" * 2_000_001}, "This text is too long."),
        ({"file": b"a" * 25_000_000}, "This text is too long."),
    ],
)
def test_what_cannot_be_read_is_said(client, sent, sentence):
    if "file" in sent:
        sent["file"] = SimpleUploadedFile("past.txt", sent["file"], "text/plain")

    answer = client.post(reverse("reporting:import_start"), {"language": "en", **sent})

    assert answer.status_code == UNPROCESSABLE
    assert sentence in answer.text
    assert not ImportedText.objects.exists()


@pytest.mark.django_db
def test_no_other_way_in_takes_a_longer_text():
    with pytest.raises(RuleRefusedError, match="too long") as refusal:
        imported_texts.begin("a\n" * 20_001, name="Long", language="en", by=None)

    assert (refusal.value.clause, refusal.value.status) == ("B7-4", UNPROCESSABLE)
    assert not ImportedText.objects.exists()


def test_asking_how_far_it_is_reads_no_text(client):
    text = imported_texts.begin(PAST_TEXT, name="Example", language="en", by=None)

    with CaptureQueriesContext(connection) as queries:
        client.get(address("progress", text))

    about = [row["sql"] for row in queries if "reporting_importedtext" in row["sql"]]
    assert about
    assert not [sql for sql in about if '"source"' in sql or '"settled_as"' in sql]


def test_only_steps_that_there_are_are_kept(text):
    with (
        pytest.raises(IntegrityError, match="settled_step_known"),
        transaction.atomic(),
    ):
        SettledStep.objects.create(text=text, version=1, step="invent")


def test_reading_twice_happens_once(text):
    before = text.version, text.settled_as

    imported_texts.keep_reading(text, pieces.load(text.read_as))

    text.refresh_from_db()
    assert (text.version, text.settled_as) == before


def test_a_page_in_reading_shows_its_progress(client):
    text = imported_texts.begin(PAST_TEXT, name="Example", language="en", by=None)

    page = client.get(text.get_absolute_url())
    progress = client.get(address("progress", text)).json()

    assert "The text is being read" in page.text
    assert progress["state"] == "open"


def test_a_page_reads_only_the_lines_that_it_shows(client, monkeypatch):
    source = "Example title\n\n" + "\n\n".join(f"{n}. Text." for n in range(1, 140))
    text = ImportedTextFactory.create(source=source, state="settling")
    waiting = imported_texts.begin(source, name="Example", language="en", by=None)
    asked = []
    read = lines._line
    monkeypatch.setattr(
        lines, "_line", lambda number, raw: asked.append(number) or read(number, raw)
    )

    client.get(waiting.get_absolute_url())
    assert asked == []
    client.get(text.get_absolute_url(), {"show": "all"})
    assert 40 < len(asked) < 60
    asked.clear()
    press(client, text, 1, "confirm")
    assert len(asked) < 5


# Settling --------------------------------------------------------------------------------


def test_the_unsure_pieces_come_first_with_their_reason(client, text):
    page = client.get(text.get_absolute_url())

    assert "It reads like a heading but stands alone: nothing else shows it." in page.text
    assert "A heading that stands alone" in page.text
    assert "The Example Partnership worked." in page.text  # what stands before it
    assert "Conference of the Parties" not in page.text.split('id="pieces"')[1]


def test_all_pieces_stand_beside_their_lines(client, text):
    page = client.get(text.get_absolute_url(), {"show": "all"})

    for words in words_of(text):
        assert words in page.text
    assert "Next piece that is not sure" in page.text


def test_a_long_text_is_shown_in_pages(client):
    source = "Example title\n\n" + "\n\n".join(f"{n}. Text." for n in range(1, 140))
    text = ImportedTextFactory.create(source=source, state="settling")

    page = client.get(text.get_absolute_url(), {"show": "all", "page": 2})

    assert page.text.count('class="card" id="piece-') == 50
    assert 'id="piece-51"' in page.text
    assert "?show=all&amp;page=1#piece-1" in page.text


def test_each_step_keeps_every_word(client, text):
    words = sorted(words_of(text))
    heading = number_of(text, "heading")

    steps = [
        ("retype", {"kind": "plain"}),
        ("up", {}),
        ("down", {}),
        ("join", {}),
    ]
    for step, more in steps:
        assert press(client, text, heading, step, **more).status_code == MOVED
        assert sorted(words_of(text)) == words
    joined = text.pieces[heading - 2]
    assert len(joined.lines) == 2
    press(client, text, heading - 1, "split", line=joined.lines[1])

    assert sorted(words_of(text)) == words
    assert text.pieces[heading - 1].doubt == "parted"


def test_a_piece_is_retyped_with_its_level(client, text):
    heading = number_of(text, "heading")

    press(client, text, heading, "retype", kind="heading-3")

    piece = text.pieces[heading - 1]
    assert (piece.kind, piece.level, piece.doubt) == ("heading", 3, "")


def test_in_order_the_page_of_the_piece_comes_again(client, text):
    answer = press(client, text, 3, "confirm", show="all")

    assert answer.url == f"{text.get_absolute_url()}?show=all&page=1#piece-3"


@pytest.mark.parametrize(
    ("number", "step", "more"),
    [
        (1, "up", {}),
        (1, "join", {}),
        (999, "confirm", {}),
        (0, "confirm", {}),
        (1, "retype", {}),
        (1, "retype", {"kind": "poem"}),
        (1, "split", {}),
        (1, "split", {"line": 1}),
        (1, "dance", {}),
    ],
)
def test_an_impossible_step_changes_nothing(client, text, number, step, more):
    before = text.settled_as

    answer = press(client, text, number, step, **more)

    assert answer.status_code == UNPROCESSABLE
    assert text.settled_as == before


def test_the_last_piece_does_not_move_down(client, text):
    assert press(client, text, len(text.pieces), "down").status_code == UNPROCESSABLE


@pytest.mark.parametrize("step", BUTTONS)
def test_an_older_page_is_refused(client, step):
    text = ImportedTextFactory.create(state="settling", settled=step == "take_over")
    sent = {"version": text.version - 1, "piece": 1, "step": "confirm"}

    answer = client.post(address(step, text), sent)

    assert answer.status_code == STALE
    assert "Somebody else settled something in the meantime." in answer.text
    assert ImportedText.objects.get().status == ImportedText.Status.SETTLING


def test_the_newest_step_is_taken_back(client, text):
    before = text.settled_as
    press(client, text, number_of(text, "heading"), "retype", kind="plain")
    press(client, text, 2, "join")

    for _ in range(2):
        text.refresh_from_db()
        client.post(address("undo", text), {"version": text.version})

    text.refresh_from_db()
    assert text.settled_as == before


def test_back_to_what_was_read_can_be_taken_back_too(client, text):
    press(client, text, number_of(text, "heading"), "retype", kind="plain")
    settled = text.settled_as

    client.post(address("start_over", text), {"version": text.version})
    text.refresh_from_db()
    assert text.settled_as == text.read_as
    client.post(address("undo", text), {"version": text.version})

    text.refresh_from_db()
    assert text.settled_as == settled


def test_only_the_newest_steps_are_kept(text, secretariat, monkeypatch):
    monkeypatch.setattr(imported_texts, "STEPS_KEPT", 2)

    for _ in range(4):
        imported_texts.settle(
            text,
            lambda stored: stored.pieces,
            step="confirm",
            version=text.version,
            by=secretariat,
        )

    assert text.steps.count() == 2


# First page ------------------------------------------------------------------------------


def test_what_the_text_does_not_say_is_asked_for(client, text):
    page = client.get(address("first_page", text))

    assert 'value="UNEP/MC/COP.99/INF/7"' in page.text
    assert "Empty because the text does not say it." in page.text


def test_what_is_typed_goes_into_the_document(client, text):
    form = client.get(address("first_page", text)).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    sent = shown | {"version": form.shared.token, "issued_on": "2021-04-01"}

    answer = client.post(address("first_page", text), sent)

    text.refresh_from_db()
    assert answer.status_code == MOVED
    assert text.typed == {"issued_on": "2021-04-01"}
    assert imported_texts.document_of(text).issued_on.isoformat() == "2021-04-01"


def test_what_could_not_be_read_is_asked_for_with_its_words(client):
    source = "Original: Klingon\n\n" + PAST_TEXT
    text = ImportedTextFactory.create(source=source, state="settling")

    page = client.get(address("first_page", text))

    assert "Empty because this could not be read: “Original: Klingon”." in page.text


def test_filling_in_the_first_page_makes_older_pages_older(text, secretariat):
    before = text.version

    imported_texts.fill_first_page(text, {"symbol": "PAG 99.1"}, by=secretariat)

    text.refresh_from_db()
    assert text.version == before + 1


# Taking over -----------------------------------------------------------------------------


def test_only_a_settled_text_is_taken_over(client, text):
    sent = {"version": text.version}
    refused = client.post(address("take_over", text), sent, follow=True)
    for _ in range(text.unsure):
        number = 1 + [piece.is_sure for piece in text.pieces].index(False)
        press(client, text, number, "confirm")

    answer = client.post(address("take_over", text), {"version": text.version})

    assert "There are pieces that are not sure yet. Settle them first." in refused.text
    report = Report.objects.get()
    assert answer.url == report.get_absolute_url()
    assert report.kind == Report.Kind.PAST
    assert report.as_of.year == 2021
    assert any(isinstance(block, Heading) for block in report.document.blocks)
    text.refresh_from_db()
    assert text.report == report
    assert "A heading that stands alone" in client.get(report.get_absolute_url()).text


@pytest.mark.parametrize(
    "kind", ["masthead", "symbol", "distribution", "issued_on", "original_language"]
)
def test_a_line_that_the_first_page_would_lose_is_refused(client, kind):
    text = ImportedTextFactory.create(state="settling", settled=True)
    press(client, text, number_of(text, "heading"), "retype", kind=kind)

    answer = client.post(address("take_over", text), {"version": text.version})

    assert answer.status_code == STALE
    assert "“A heading that stands alone”. Take this line for something else" in answer.text
    assert not Report.objects.exists()


def test_what_is_typed_instead_of_a_line_is_settled_by_hand(client, secretariat):
    text = ImportedTextFactory.create(state="settling", settled=True)
    imported_texts.fill_first_page(text, {"symbol": "PAG 99.1"}, by=secretariat)
    refused = client.post(address("take_over", text), {"version": text.version})
    press(client, text, number_of(text, "symbol"), "retype", kind="residue")

    client.post(address("take_over", text), {"version": text.version})

    assert refused.status_code == STALE
    assert Report.objects.get().symbol == "PAG 99.1"


def test_the_day_of_issue_dates_a_past_document(secretariat):
    text = ImportedTextFactory.create(state="settling", settled=True)
    imported_texts.fill_first_page(text, {"issued_on": "2021-02-14"}, by=secretariat)

    report = imported_texts.take_over(text, version=text.version, by=secretariat)

    assert report.as_of.isoformat() == "2021-02-14"


def test_a_year_is_needed_for_no_report(secretariat):
    text = ImportedTextFactory.create(
        source="Example title\n\n1. Text.\n", state="settling", settled=True
    )

    report = imported_texts.take_over(text, version=text.version, by=secretariat)

    assert report.title == "Example title"


def test_the_database_refuses_what_is_not_settled(text):
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportedText.objects.filter(pk=text.pk).update(status="taken_over")


def test_a_discarded_text_is_kept_and_makes_no_report(client, text):
    page = client.get(text.get_absolute_url())
    client.post(address("discard", text), {"version": text.version})

    text.refresh_from_db()
    assert "This is for good" in page.text
    assert text.status == ImportedText.Status.DISCARDED
    assert text.source == PAST_TEXT
    assert client.get(text.get_absolute_url()).status_code == 200


# Rights ----------------------------------------------------------------------------------


@pytest.mark.parametrize("step", BUTTONS)
def test_nobody_but_the_secretariat_may_know_of_it(as_user, person, text, step):
    client = as_user(person)

    assert client.post(address(step, text)).status_code == UNSEEN
    assert client.get(text.get_absolute_url()).status_code == UNSEEN
    assert client.get(address("first_page", text)).status_code == UNSEEN


@pytest.mark.parametrize("name", ["import_list", "import_start"])
def test_nobody_but_the_secretariat_brings_in_texts(as_user, person, name):
    assert as_user(person).get(reverse(f"reporting:{name}")).status_code == FORBIDDEN


def test_the_list_shows_what_is_open(client, text):
    page = client.get(reverse("reporting:import_list"))

    assert text.name in page.text
    assert reverse("reporting:import_list") in client.get("/reports/").text
