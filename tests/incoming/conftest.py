"""A mailbox that a real IMAP server keeps, and somebody who takes answers."""

from pathlib import Path

import pytest

from gmp_portal import incoming
from gmp_portal.incoming import mailbox as imap
from gmp_portal.launcher.servers import Mailbox
from gmp_portal.notifications import outbox
from tests.factories.accounts import UserFactory
from tests.incoming.samples import ADDRESS, PURPOSE


class Taker:
    """Notes what is handed over; ``error`` is what it says instead."""

    def __init__(self):
        self.taken = []
        self.error = None

    def __call__(self, mail, key):
        if self.error is not None:
            raise self.error
        self.taken.append((mail, key, [each.name for each in mail.documents]))


@pytest.fixture
def taker(settings):
    settings.REPLY_ADDRESS = ADDRESS
    taker = Taker()
    with incoming.TAKERS.cleared():
        incoming.register(PURPOSE, taker)
        yield taker


@pytest.fixture
def writer(db):
    return UserFactory.create(name="Amina Example", email="Amina@Example.org")


@pytest.fixture
def letter(taker, writer):
    """A mail of the portal that can be answered."""
    [message] = outbox.post(
        "tests/question.txt", to=[writer], answer_to=(PURPOSE, 7), word="cinnabar"
    )
    return message


@pytest.fixture(autouse=True)
def _templates(settings):
    own = str(Path(__file__).parent / "templates")
    settings.TEMPLATES = [
        settings.TEMPLATES[0] | {"DIRS": [own, *settings.TEMPLATES[0]["DIRS"]]}
    ]


@pytest.fixture(scope="session")
def imap_server(tmp_path_factory):
    server = Mailbox(tmp_path_factory.mktemp("imap") / "mailbox.log")
    server.start()
    server.wait()
    yield server
    server.stop()


@pytest.fixture
def box(imap_server, settings, request):
    """An empty folder of this test, as the setting that names it."""
    settings.INCOMING_URL = imap_server.environ["INCOMING_URL"]
    folder = "".join(filter(str.isalnum, request.node.name))[:60]
    with imap.opened(settings.INCOMING_URL) as opened:
        opened.line.create(folder)
        # What other tests have put aside.
        opened.line.delete("Processed")
    settings.INCOMING_URL = settings.INCOMING_URL.replace("INBOX", folder)
    return settings.INCOMING_URL
