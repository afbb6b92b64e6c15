"""Judge every file through the same entrance as an upload, and compare what people see."""

import io
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pikepdf
import pillow_heif
import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops, ImageOps, ImageStat

from gmp_portal.documents import checks
from gmp_portal.documents.checks import Checked, UnsafeFileError
from gmp_portal.documents.kinds import SUPPORTING_DOCUMENT
from tests.documents.corpus.sample import Sample

pillow_heif.register_heif_opener()
PROCESSES = 2
MOST_SECONDS = 2.0
MOST_MB = 300
# PDFium may be called by one thread at a time, whatever the document: two of them end the process.
PDFIUM = threading.Lock()


@dataclass(frozen=True)
class Judgement:
    """What became of one file, what it took, and whether people still see the same."""

    sample: Sample
    outcome: str
    seconds: float
    peak_mb: float
    looks_other: str = ""


def judge_all(samples: Iterable[Sample]) -> list[Judgement]:
    with ThreadPoolExecutor(PROCESSES) as pool:
        return list(pool.map(judge, samples))


def judge(sample: Sample) -> Judgement:
    upload = SimpleUploadedFile("sample", sample.data)
    looks_other = ""
    try:
        checked = checks.check_upload(upload, SUPPORTING_DOCUMENT)
    except UnsafeFileError:
        outcome = "refused"
    except Exception as error:  # any other is a server error, and the gate says so
        outcome = repr(error)
    else:
        outcome = "accepted"
        looks_other = difference(sample.data, checked)
    finding = getattr(upload, "finding", checks.Finding())
    return Judgement(sample, outcome, finding.seconds, finding.peak_kb / 1024, looks_other)


def difference(sent: bytes, kept: Checked) -> str:
    """Say where people would see something else than the sender; nothing if they do not."""
    if kept.content == sent:
        return ""
    before, after = list(pages(sent)), list(pages(kept.content))
    if sent.startswith((b"II*\0", b"MM\0*")) and kept.media_type.endswith("pdf"):
        # What is drawn on each page, dot by dot: a viewer would draw it a little larger.
        after = list(_scans(kept.content))
    if [page.size for page in before] != [page.size for page in after]:
        return f"{[page.size for page in before]} is {[page.size for page in after]}"
    # A photograph that is packed anew may differ by a grain, nothing else may at all.
    allowed = (
        0.6
        if kept.original
        and kept.media_type == "image/jpeg"
        and (not sent.startswith(b"\xff\xd8"))
        else 0.0
    )
    worst = max(_distance(*pair) for pair in zip(before, after, strict=True))
    return "" if worst <= allowed else f"differs by {worst:.2f}"


def _scans(data: bytes) -> Iterator[Image.Image]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            [scan] = page.images.values()
            yield pikepdf.PdfImage(scan).as_pil_image().convert("RGB")


def _distance(before: Image.Image, after: Image.Image) -> float:
    if before.mode != "RGB":
        return 0.0 if before.tobytes() == after.tobytes() else 255.0
    apart = ImageChops.difference(before, after)
    return sum(ImageStat.Stat(apart).mean) / len(apart.getbands())


def pages(data: bytes) -> Iterator[Image.Image]:
    """The file as a viewer shows it: the right way up, on white, page by page."""
    Image.MAX_IMAGE_PIXELS = None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF"):
        with PDFIUM:
            drawn = list(_pages_of_pdf(data))
        yield from drawn
        return
    with Image.open(io.BytesIO(data)) as picture:
        many = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        for number in range(many):
            picture.seek(number)
            yield _shown(picture.copy(), many > 1)


def _pages_of_pdf(data: bytes) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            # Scans of the corpus have 150 dots to an inch, and are compared dot by dot.
            yield page.render(scale=150 / 72).to_pil().convert("RGB")
    finally:
        document.close()


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except SyntaxError:
        # Notes that nobody can read turn nothing.
        return picture


def _shown(picture: Image.Image, is_page: bool) -> Image.Image:
    shown = _upright(picture)
    if shown.mode.startswith("I;16"):
        if is_page:
            return shown.point(lambda value: value / 256).convert("L").convert("RGB")
        return shown.convert("I")
    if shown.has_transparency_data:
        clear = shown.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return shown.convert("RGB")


def table(judgements: Iterable[Judgement]) -> Iterator[str]:
    """A line for each kind: files, accepted, refused, the slowest and the largest."""
    kinds = defaultdict(list)
    for each in judgements:
        kinds[each.sample.kind].append(each)
    yield f"{'kind':<46} {'files':>5} {'acc.':>5} {'ref.':>5} {'5xx':>4} {'s':>6} {'MB':>5}"
    for kind, files in kinds.items():
        yield _row(kind, files)
    yield _row("all", [each for files in kinds.values() for each in files])


def _row(kind: str, files: list[Judgement]) -> str:
    outcomes = [each.outcome for each in files]
    accepted, refused = outcomes.count("accepted"), outcomes.count("refused")
    slowest = max(each.seconds for each in files)
    largest = max(each.peak_mb for each in files)
    faults = len(files) - accepted - refused
    return (
        f"{kind[:46]:<46} {len(files):>5} {accepted:>5} {refused:>5} {faults:>4} "
        f"{slowest:>6.2f} {largest:>5.0f}"
    )


def faults(judgements: Iterable[Judgement], *, wanted: str) -> list[str]:
    """What the gate does not let pass."""
    return [
        f"{each.sample.name}: {each.outcome}, {each.seconds} s, {each.peak_mb:.0f} MB "
        f"{each.looks_other}"
        for each in judgements
        if each.outcome != wanted
        or each.looks_other
        or each.seconds > MOST_SECONDS
        or each.peak_mb > MOST_MB
    ]
