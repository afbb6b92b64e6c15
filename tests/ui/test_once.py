"""What begins something new is saved once, however often its form is sent (R-20)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from areas.models import PlanVersion
from gmp_portal.ui import once
from gmp_portal.ui.models import SentForm
from gmp_portal.writing import scheduled
from tests.factories.areas import AreaFactory, PlanFactory, lead_of

pytestmark = pytest.mark.django_db

KEY = re.compile(r'name="once" value="([0-9a-f]{32})"')
SAVED_ALREADY = "This was saved already, and is not saved twice."


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area))


@pytest.fixture
def lead(plan, as_user):
    return as_user(plan.started_by)


@pytest.fixture
def url(plan):
    return reverse("areas:row_add", args=[plan.area.slug, plan.number, "objectives"])


def statements(plan):
    return sorted(plan.objectives.values_list("statement", flat=True))


def key_on(client, url):
    return KEY.search(client.get(url).content.decode())[1]


def test_a_form_sent_twice_is_saved_once(plan, lead, url):
    typed = {"statement": "Less mercury", "once": key_on(lead, url)}
    first = lead.post(url, typed)

    second = lead.post(url, typed, follow=True)

    said = [str(message) for message in second.context["messages"]]
    assert statements(plan) == ["Less mercury"]
    assert second.redirect_chain == [(first["Location"], 302)]
    assert any(sentence.startswith(SAVED_ALREADY) for sentence in said)


def test_who_goes_back_and_changes_the_text_saves_another_one(plan, lead, url):
    key = key_on(lead, url)
    lead.post(url, {"statement": "Less mercury", "once": key})

    lead.post(url, {"statement": "No mercury", "once": key})

    assert statements(plan) == ["Less mercury", "No mercury"]


def test_the_same_text_in_a_form_opened_again_is_another_one(plan, lead, url):
    for _time in range(2):
        lead.post(url, {"statement": "Less mercury", "once": key_on(lead, url)})

    assert statements(plan) == ["Less mercury"] * 2


def test_two_people_save_the_same_text_with_the_same_key(plan, lead, url, as_user):
    typed = {"statement": "Less mercury", "once": key_on(lead, url)}
    other = as_user(lead_of(plan.area, interim=True))
    lead.post(url, typed)

    other.post(url, typed)

    assert statements(plan) == ["Less mercury"] * 2


def test_another_button_under_the_same_text_saves_nothing_more(plan, lead, url):
    typed = {"statement": "Less mercury", "once": key_on(lead, url)}
    lead.post(url, typed)

    lead.post(url, typed | {"save_and_add": "1"})

    assert statements(plan) == ["Less mercury"]


def test_what_was_refused_is_sent_again_with_its_key(plan, lead, url):
    key = key_on(lead, url)
    refused = lead.post(url, {"statement": "", "once": key})
    assert (refused.status_code, SentForm.objects.count()) == (422, 0)

    saved = lead.post(url, {"statement": "Less mercury", "once": key})

    assert (saved.status_code, statements(plan)) == (302, ["Less mercury"])


def test_what_was_sent_while_signed_out_keeps_its_key(plan, client, lead, url):
    refused = client.post(
        url,
        {"statement": "Less mercury", "once": key_on(lead, url)},
        headers={"origin": "http://testserver"},
    )
    sealed = re.search(r'name="kept_post" value="([^"]+)"', refused.content.decode())[1]

    lead.post(reverse("kept_post_carry"), {"kept_post": sealed})

    assert KEY.search(lead.get(reverse("kept_post_detail")).content.decode())


def test_a_fault_leaves_nothing_behind(plan, lead, url, monkeypatch):
    lead.raise_request_exception = False
    key = key_on(lead, url)
    monkeypatch.setattr("areas.views.rows.messages.success", lambda *_args: 1 / 0)

    broken = lead.post(url, {"statement": "Less mercury", "once": key})

    assert (broken.status_code, statements(plan), SentForm.objects.count()) == (500, [], 0)


@pytest.mark.parametrize("key", ["", "x", "0" * 33, "Z" * 32])
def test_a_key_that_no_page_drew_is_none(plan, lead, url, key):
    for _time in range(2):
        lead.post(url, {"statement": "Less mercury", "once": key})

    assert statements(plan) == ["Less mercury"] * 2


def test_other_files_are_another_form(lead, plan):
    def asked(content):
        request = RequestFactory().post(
            "/", {"once": "a" * 32, "file": SimpleUploadedFile("a.pdf", content)}
        )
        request.user = plan.started_by
        claimed = once.claim(request, once.key_of(request))
        assert request.FILES["file"].read() == content
        request.close()
        return claimed

    first, again, other = asked(b"one"), asked(b"one"), asked(b"two")

    assert [is_first for _sent, is_first in (first, again, other)] == [True, False, True]


def test_the_second_of_two_at_once_waits_for_the_first(
    transactional_db, another_session, plan, lead, url
):
    """The key is held from the first statement to the end of the save."""
    sent = SentForm(person=plan.started_by, key="a" * 32, digest="b" * 64, address="/my/")
    with transaction.atomic():
        sent.save()
        another_session.execute("SET lock_timeout = '100ms'")
        with pytest.raises(Exception, match="lock timeout"):
            another_session.execute(
                "INSERT INTO ui_sentform (person_id, key, digest, address, saved_at)"
                " VALUES (%s, %s, %s, '', now())",
                [sent.person_id, sent.key, sent.digest],
            )


def test_what_was_sent_is_forgotten_with_the_saves_that_are_thinned(plan, lead, url):
    key = key_on(lead, url)
    lead.post(url, {"statement": "Less mercury", "once": key})

    for hours, kept in ((47, 1), (49, 0)):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
            scheduled.forget_forms_that_were_sent(timezone.now().date())
        assert SentForm.objects.count() == kept
    assert PlanVersion.objects.filter(pk=plan.pk).exists()


def test_who_waits_too_long_for_the_first_gets_the_text_back(
    transactional_db, another_session, plan, lead, url
):
    typed = {"statement": "Less mercury", "once": key_on(lead, url)}
    lead.post(url, typed)
    sent = SentForm.objects.get()
    sent.delete()
    another_session.execute(
        "BEGIN; INSERT INTO ui_sentform (person_id, key, digest, address, saved_at)"
        " VALUES (%s, %s, %s, '', now())",
        [sent.person_id, sent.key, sent.digest],
    )
    lead.raise_request_exception = False
    connection.cursor().execute("SET lock_timeout = '50ms'")

    answer = lead.post(url, typed)

    connection.cursor().execute("RESET lock_timeout")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Less mercury" in answer.content.decode()
    assert "The portal cannot be reached" not in answer.content.decode()
    assert statements(plan) == ["Less mercury"]
