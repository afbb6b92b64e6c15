"""Small files are judged in this process, too, where it is measured which lines judge them.

The whole corpus goes the real way in, through a process of its own (``test_corpus``).
"""

import io

import pikepdf
import pytest
from PIL import Image, ImageFile

from gmp_portal.documents import inspector
from gmp_portal.documents.inspection.verdict import RefusedError
from gmp_portal.documents.sentences import REASONS
from tests.documents.corpus import files, rare_hostile, rare_ordinary
from tests.documents.corpus.hostile_pdf import changed
from tests.documents.corpus.hostile_pictures import saved


@pytest.fixture(autouse=True)
def strict(monkeypatch):
    """As it is in the process that judges: WeasyPrint lets pictures pass that are cut off."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


def verdict(sample):
    """The media type of what is kept, or the reason why nothing is; any other error fails."""
    try:
        return inspector.verdict(sample.data).media_type
    except RefusedError as refusal:
        return refusal.reason


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_hostile_files_are_refused_with_a_reason():
    accepted = [
        sample.name for sample in files.light_hostile() if verdict(sample) not in REASONS
    ]

    assert accepted == []


def test_ordinary_files_are_accepted():
    refused = [
        sample.name for sample in files.light_ordinary() if verdict(sample) in REASONS
    ]

    assert refused == []


@pytest.mark.parametrize("samples", [rare_hostile.samples, rare_ordinary.samples])
def test_a_rare_file_gets_the_verdict_that_is_written_beside_it(samples):
    others = [
        (sample.name, said)
        for sample in samples()
        if (said := verdict(sample)) != sample.verdict
    ]

    assert others == []


@pytest.mark.parametrize("mode", ["I;16", "I;16B"])
def test_a_deep_scan_keeps_its_greys_in_either_order_of_bytes(mode):
    scan = saved(Image.new(mode, (3, 2), 20_000), "TIFF")

    kept = inspector.verdict(scan)

    with Image.open(io.BytesIO(kept.content)) as picture:
        assert (picture.mode, picture.getpixel((0, 0))) == ("I;16", 20_000)


def test_data_is_taken_out_of_a_report_and_nothing_names_it_any_more():
    report = changed(rare_ordinary.reporting(b"<a/>", "a.xml"))

    kept = inspector.verdict(report)

    with pikepdf.open(io.BytesIO(kept.content)) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.Names
        assert "/AF" not in pdf.pages[0].obj
    assert b"/AF" in report
    assert b"/AF" not in kept.content


@pytest.mark.parametrize(
    ("variant", "chunk"),
    [("text behind its pixels", b"tEXt"), ("text that is packed", b"zTXt")],
)
def test_a_text_in_a_png_is_left_behind(variant, chunk):
    [data] = [data for name, _kind, data in rare_ordinary.pngs() if name == variant]

    kept = inspector.verdict(data)

    assert chunk in data
    assert chunk not in kept.content


def test_notes_of_a_photograph_are_kept_only_where_they_turn_it():
    kept = {
        variant: inspector.verdict(data).content
        for variant, _kind, data in rare_ordinary.jpegs()
        if "notes" in variant or "turned" in variant
    }

    assert [name for name, data in kept.items() if b"Exif" in data] == [
        "JPEG that is turned"
    ]
    assert not any(b"Example" in data for data in kept.values())
