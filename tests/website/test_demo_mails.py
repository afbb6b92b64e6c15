"""In the demonstration everybody reads the mails; elsewhere there is no such page."""

import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gmp_portal.accounts.models import User
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.launcher.servers import Mailbox, free_port
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message
from gmp_portal.ui.paging import PER_PAGE
from tests.documents.samples import plain_pdf

BOX = "/demo/mail/"
GOOD = "calm-otter-planets-seven"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def write(address, body="Hello", **more):
    details = {"language": "en", "template": "x", "subject": f"To {address}", **more}
    return outbox.queue(Message(address=address, body=body, **details))


def test_elsewhere_there_is_no_such_mailbox(client, db):
    message = write("somebody@example.org")

    assert client.get(BOX).status_code == 404
    assert client.get(f"{BOX}{message.pk}/").status_code == 404


def test_everybody_reads_all_mails_newest_first(client, db, demo):
    write("first@example.org")
    write("second@example.org", is_secret=True)

    page = client.get(BOX).text

    assert page.index("To second@example.org") < page.index("To first@example.org")


def test_links_can_be_followed(client, db, demo):
    message = write("somebody@example.org", "See https://portal.example.org/x/ <b>")

    page = client.get(f"{BOX}{message.pk}/").text

    assert '<a href="https://portal.example.org/x/"' in page
    assert "&lt;b&gt;" in page


def test_the_mails_to_one_address(client, db, demo):
    write("first@example.org")
    write("second@example.org")

    page = client.get(BOX, {"address": "First@"}).text

    assert "To first@example.org" in page
    assert "To second@example.org" not in page


@pytest.mark.parametrize("address", ["nobody", "x" * 5000, "a\0b", "%_"])
def test_an_address_that_nobody_has_is_said(client, db, demo, address):
    write("first@example.org")

    page = client.get(BOX, {"address": address})

    assert "No mail was written to such an address." in page.text


def test_the_list_is_bounded(client, db, demo):
    for number in range(PER_PAGE + 1):
        write(f"person-{number}@example.org")

    page = client.get(BOX).text

    assert page.count("To person-") == PER_PAGE


def test_an_empty_mailbox_says_so(client, db, demo):
    assert "No mail was written yet." in client.get(BOX).text


def test_a_newcomer_signs_up_with_the_code_from_the_mailbox(db, demo):
    client = Client()
    answers = {
        "name": "Newcomer",
        "email": "newcomer@example.org",
        "password1": GOOD,
        "password2": GOOD,
    }
    asked = client.post("/accounts/signup/", answers, follow=True)
    box = client.get(re.search(rf'href="({BOX})"', asked.text)[1], {"address": "newcomer"})
    mail = client.get(re.search(rf'href="({BOX}[0-9a-f-]+/)"', box.text)[1])
    code = re.search(r"\b([A-Z0-9]{3,}-?[A-Z0-9]{3,})\b\s*</bdi></p>", mail.text)[1]

    client.post(asked.request["PATH_INFO"], {"code": code})

    newcomer = User.objects.get(email="newcomer@example.org")
    assert client.session["_auth_user_id"] == str(newcomer.pk)
    assert client.get("/my/").status_code == 200


@pytest.mark.parametrize(
    ("address", "answers"),
    [
        ("/accounts/login/code/", {"email": "x@example.org"}),
        ("/accounts/password/reset/", {"email": "x@example.org"}),
    ],
)
def test_who_is_asked_for_a_code_or_a_link_is_led_to_the_mailbox(
    db, demo, address, answers
):
    asked = Client().post(address, answers, follow=True)

    assert f'href="{BOX}"' in asked.text


def test_elsewhere_nobody_is_led_there(db):
    asked = Client().post(
        "/accounts/password/reset/", {"email": "x@example.org"}, follow=True
    )

    assert BOX not in asked.text


def test_an_answer_goes_through_the_mailbox_and_is_shown(
    client, db, demo, settings, run_jobs
):
    """Here nobody takes answers yet: it waits for an officer."""
    message = write("somebody@example.org", "Do you agree?\nSay so.")
    settings.REPLY_ADDRESS = "reply@example.org"
    page = f"{BOX}{message.pk}/"
    with imap_server() as settings.INCOMING_URL:
        form = client.get(f"{page}reply/").text
        answer = {
            "address": "stranger@example.net",
            "text": "Yes.\nDo so.",
            "file": a_file(),
        }

        said = client.post(f"{page}reply/", answer, follow=True).text
        run_jobs()

    mail = IncomingMail.objects.get()
    assert 'value="somebody@example.org"' in form
    assert "The answer is in the mailbox of the portal" in said
    assert (mail.text, mail.subject) == ("Yes.\nDo so.", "Re: To somebody@example.org")
    assert [each["name"] for each in mail.refused_files] == ["proof.pdf"]
    assert "> Say so." in mail.full_text


def a_file():
    return SimpleUploadedFile("proof.pdf", plain_pdf())


@contextmanager
def imap_server():
    with TemporaryDirectory() as folder:
        server = Mailbox(Path(folder) / "log")
        server.start()
        server.wait()
        try:
            yield server.environ["INCOMING_URL"]
        finally:
            server.stop()


def test_what_became_of_an_answer_stands_below_its_mail(client, db, demo, settings):
    settings.INCOMING_URL = "imap://portal:x@127.0.0.1:1/"
    message = write("somebody@example.org")
    IncomingMail.objects.create(
        message_id="<1@example.org>",
        from_address="else@example.net",
        original=message,
        state="bounce",
        why="came_back",
    )

    page = client.get(f"{BOX}{message.pk}/").text

    assert "else@example.net" in page
    assert "A mail of the portal could not be delivered." in page
    assert f'href="{BOX}{message.pk}/reply/"' in page


def test_a_mailbox_that_does_not_answer_is_said(client, db, demo, settings):
    message = write("somebody@example.org")
    settings.REPLY_ADDRESS = "reply@example.org"
    settings.INCOMING_URL = f"imap://portal:x@127.0.0.1:{free_port()}/"
    answer = {"address": "somebody@example.org", "text": "Yes."}

    page = client.post(f"{BOX}{message.pk}/reply/", answer, follow=True).text

    assert "The mailbox does not answer now." in page


def test_without_a_mailbox_nobody_answers_there(client, db, demo, settings):
    message = write("somebody@example.org")

    assert client.get(f"{BOX}{message.pk}/reply/").status_code == 404
    assert "reply/" not in client.get(f"{BOX}{message.pk}/").text
    settings.DEMO, settings.INCOMING_URL = False, "imap://portal:x@127.0.0.1:1/"
    assert client.get(f"{BOX}{message.pk}/reply/").status_code == 404
