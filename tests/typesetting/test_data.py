"""A frozen snapshot gives back the document it was made from."""

import json

from gmp_portal.typesetting.content import Paragraph, Unreadable
from gmp_portal.typesetting.data import dumps
from gmp_portal.typesetting.letter import LetterSheet
from gmp_portal.typesetting.publication import PublicationDocument
from gmp_portal.typesetting.session import SessionDocument
from tests.typesetting import samples


def test_documents_survive_json():
    for document in (samples.biennial(), samples.letter(), samples.publication()):
        stored = json.loads(dumps(document))

        assert type(document).from_data(stored) == document


def test_the_same_document_gives_the_same_bytes():
    assert dumps(samples.biennial()) == dumps(samples.biennial())


def test_an_unreadable_block_keeps_its_place():
    stored = SessionDocument(
        language="en", title="T", blocks=(Paragraph("a"), Paragraph("b"), Paragraph("c"))
    ).to_data()
    stored["blocks"][1] = {"kind": "Script", "runs": []}
    stored["blocks"][2]["runs"] = [[["deep"]]]

    document = SessionDocument.from_data(stored)

    assert [type(block) for block in document.blocks] == [Paragraph, Unreadable, Unreadable]


def test_letters_and_publications_name_their_kind():
    assert LetterSheet.from_data(samples.letter().to_data()).reference == "LOI-2030-007"
    assert (
        PublicationDocument.from_data(samples.publication().to_data()).period == "2030–2032"
    )
