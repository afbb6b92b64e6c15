"""Every button on the way of a letter, without the transaction that other tests have around them.

What an act needs to write a job or to hold a row it has of its own, or a person meets an error.
"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gmp_portal.documents.kinds import DOCX
from gmp_portal.notifications.models import Message
from partners.models import LetterOfIntent
from tests.factories.partners import PDF
from tests.partners.test_papers import filled
from tests.partners.test_starting import SAID, START, code_in_last_mail, enter

pytestmark = pytest.mark.django_db(transaction=True)
Status = LetterOfIntent.Status
WORDS = "Forty working days a year to train laboratories in measuring mercury in fish."


def pressed(client, name, letter, data=None, *more, **also):
    """Press a button: it leads on, and to no error."""
    url = reverse(f"partners:{name}", args=[letter.key, *more])
    response = client.post(url, data or {}, **also)
    assert response.status_code == 302, (name, response.status_code)
    return response


def link_in_last_mail(purpose):
    template = f"partners/emails/letter_link_{purpose}.txt"
    body = Message.objects.filter(template=template).latest("created_at").body
    return re.search(r"/help/[\w-]+/", body)[0]


def written(client):
    """A draft that is begun by a code and written with a form of Word and by hand."""
    client.post(START, SAID | {"kind": "other"})
    enter(client, code_in_last_mail())
    letter = LetterOfIntent.objects.get()
    answers = {"organisation": "Example Institute", "contribution": WORDS}
    ticks = {"contribution_kinds": ["training"], "area_slugs": ["all"]}
    data = filled("en", answers, ticks)
    url = reverse("partners:letter_filled_form", args=[letter.key])
    read = client.post(url, {"upload": SimpleUploadedFile("a.docx", data, DOCX)})
    pressed(client, "letter_form_take", letter, {"kept": read.context["kept"]})
    parts = {
        "commitment": {"supports": "on", "commits_to_goal": "on", "contribution": WORDS},
        "contact": {
            "contact_name": "Sample Visitor",
            "contact_email": "visitor@example.org",
            "contact_signs": "True",
        },
    }
    for part, said in parts.items():
        page = client.get(reverse("partners:letter_part", args=[letter.key, part]))
        token = re.search(r'name="version" value="(\w+)"', page.content.decode())[1]
        pressed(client, "letter_part", letter, said | {"version": token}, part)
    return letter


def test_a_letter_is_written_signed_on_paper_sent_and_corrected(run_jobs):
    client = Client()
    letter = written(client)

    pressed(client, "letter_paper_make", letter)
    run_jobs()
    letter.refresh_from_db()
    assert letter.paper.read().startswith(b"%PDF-")

    asked = {"email": "colleague@example.org", "purpose": "write"}
    pressed(client, "letter_link_list", letter, asked)
    colleague, url = Client(), link_in_last_mail("write")
    colleague.post(url, {"name": "Sample Colleague"})
    confirm = f"/accounts/login/code/confirm/?next={url}"
    colleague.post(confirm, {"code": code_in_last_mail()})
    assert colleague.post(url, {"confirmed": "on"}).url == letter.get_absolute_url()
    link = letter.links.get()
    pressed(client, "letter_link_revoke", letter, {}, link.pk)

    pressed(client, "letter_link_list", letter, asked | {"purpose": "upload"})
    signed = SimpleUploadedFile("signed.pdf", PDF, content_type="application/pdf")
    answer = Client().post(link_in_last_mail("upload"), {"upload": signed})
    assert answer.status_code == 302
    pressed(client, "letter_part", letter, {"is_authorized": "on"}, "signature")
    pressed(client, "letter_submit", letter)
    letter.refresh_from_db()
    assert letter.status == Status.SUBMITTED

    pressed(client, "letter_copy", letter)
    draft = LetterOfIntent.objects.get(replaces=letter)
    said = {"signed_name": "Sample Visitor", "is_authorized": "on"}
    pressed(client, "letter_part", draft, said, "signature")
    pressed(client, "letter_submit", draft)
    letter.refresh_from_db()
    draft.refresh_from_db()
    assert (letter.status, draft.status) == (Status.WITHDRAWN, Status.SUBMITTED)
