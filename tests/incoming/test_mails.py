"""The one mail to whoever has to wait, as its reader gets it."""

import pytest

from gmp_portal.incoming import keeping
from gmp_portal.notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.incoming.samples import answer
from tests.mails import check_chinese, check_mail

pytestmark = pytest.mark.django_db


def waits(letter, address):
    keeping.keep(answer(letter, sender=f"Buy <{address}>", headers={"Subject": "Buy this"}))
    return Message.objects.get(address=address)


@pytest.mark.usefixtures("either_text")
def test_whoever_waits_is_told_so_and_nothing_of_the_mail(letter):
    mail = waits(letter, "else@example.net")

    check_mail("incoming", "mail_waits", mail.subject, mail.body)


def test_a_chinese_reader_is_told_in_chinese(letter):
    UserFactory.create(email="else@example.net", language="zh-hans")

    mail = waits(letter, "else@example.net")

    check_chinese(f"{mail.subject}\n{mail.body}")
