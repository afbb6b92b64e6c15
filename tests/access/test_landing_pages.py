"""Every file that the public may read has a page that describes it (C13)."""

from django.contrib.auth.models import AnonymousUser

from gmp_portal.documents import policies
from gmp_portal.documents.models import Document
from tests.access.world import ANONYMOUS, World


def test_each_public_file_is_described_on_a_public_page(world: World) -> None:
    browser, faults, public = world.clients[ANONYMOUS], [], []

    for document in Document.objects.all():
        if not policies.may_read(AnonymousUser(), document):
            continue
        public.append(document.policy)
        landing = policies.landing_of(document)
        page = browser.get(landing).content.decode() if landing else ""
        wanted = (document.sha256, document.get_absolute_url(), "How to cite")
        faults += [f"{document.name}: no {part}" for part in wanted if part not in page]

    assert faults == []
    assert {"letter_public", "meeting_paper", "report_file"} <= set(public)
