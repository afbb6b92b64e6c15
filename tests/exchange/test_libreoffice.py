"""What LibreOffice saves again is read as what was written; skipped where it is missing."""

import shutil
import subprocess

import pytest

from gmp_portal.exchange.word import block_reading, documents, form, form_reading
from tests.exchange import edits
from tests.exchange.samples import all_blocks, form_sheet, form_sheets

PROGRAM = shutil.which("soffice")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed.")


def saved(data, tmp_path):
    """The file as LibreOffice writes it."""
    source, target = tmp_path / "file.docx", tmp_path / "saved"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        PROGRAM,
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        target,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (target / "file.docx").read_bytes()


def test_every_block_survives(tmp_path):
    data = documents.document(all_blocks("ar"), language="ar", title="T")

    again = saved(data, tmp_path)

    assert again != data
    assert block_reading.read_document(again).blocks == all_blocks("ar")


def test_filled_form_survives(tmp_path):
    filled = edits.edited(
        form.form(form_sheet("zh-hans")),
        edits.typed("name", "研究所"),
        edits.typed("offer", "First", "Second"),
        edits.ticked("areas", 1),
        edits.recorded("name", inserted=" new", deleted="old"),
    )

    again = saved(filled, tmp_path)

    assert again != filled
    answers = form_reading.read_form(again, form_sheets())
    assert answers == form_reading.read_form(filled, form_sheets())
    assert len(answers.answers) == 3
