"""Every mail says whether it needs its reader, and which record it is about (C14)."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from gmp_portal.notifications import kinds
from gmp_portal.notifications.models import Message
from tests.factories.partners import PartnerFactory

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FOLDERS = ("*/emails/*.txt", "notifications/*.txt", "incoming/*.txt")


def test_every_template_of_a_mail_has_a_class_and_every_class_a_template():
    written = {
        str(path.relative_to(TEMPLATES))
        for each in FOLDERS
        for path in TEMPLATES.glob(each)
    }

    assert len(written) > 80
    assert written == set(kinds.KINDS) - {"tests/question.txt"}


def test_a_mail_of_which_nothing_was_said_is_not_held_back():
    assert kinds.of("nobody/knows.txt").kind == Message.Kind.ACTION


def test_a_record_is_named_as_the_text_of_the_mail_names_it(db):
    partner = PartnerFactory.create()
    request = SimpleNamespace(partner=partner)

    record = kinds.record_of("partners/emails/join_asked.txt", {"request": request})

    assert record == f"partners.partner:{partner.pk}"


@pytest.mark.parametrize(
    ("template", "context", "record"),
    [
        (
            "website/emails/work_handed_over.txt",
            {"task": SimpleNamespace(about="a.b:1")},
            "a.b:1",
        ),
        ("website/emails/work_handed_over.txt", {"task": None}, ""),
        ("partners/emails/join_asked.txt", {}, ""),
        ("nobody/knows.txt", {"letter": "x"}, ""),
    ],
)
def test_a_mail_can_be_about_a_record_by_its_name_or_about_none(template, context, record):
    assert kinds.record_of(template, context) == record
