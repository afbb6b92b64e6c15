"""Hostile and damaged files of rare kinds, each with the reason for which it is refused."""

import io
import re
import struct
import zlib
from collections.abc import Iterator

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from gmp_portal.documents.inspection.png import HEAD
from tests.documents.corpus.hostile_disguised import sign
from tests.documents.corpus.hostile_office import (
    WORD_RELATIONS,
    Parts,
    declared,
    excel,
    fields,
    in_word,
    related,
    replaced,
    text,
    word,
    zipped,
)
from tests.documents.corpus.hostile_pdf import (
    Change,
    annotating,
    changed,
    clicking,
    content,
    embedding,
    on_form,
    on_page,
    raw,
)
from tests.documents.corpus.hostile_pictures import MEGABYTE, chunk, png, saved
from tests.documents.corpus.sample import Sample

pillow_heif.register_heif_opener()
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "application/vnd.openxmlformats-officedocument"
Rows = Iterator[tuple[str, str, str, bytes]]


def svg(said: str, doctype: str = "") -> bytes:
    return f'{doctype}<svg xmlns="http://www.w3.org/2000/svg">{said}</svg>'.encode()


def drawing(data: bytes) -> Parts:
    return declared(word(), "word/media/a.svg", data, "image/svg+xml")


def picture_at(target: str) -> Parts:
    said = (
        '<draw:image xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{target}"/></office:body>'
    ).encode()
    return replaced(text(), "content.xml", b"</office:body>", said)


def nested(outer: str, inner: bytes) -> bytes:
    """A field that another one says a part of."""
    said = f"<w:p>{sign('begin')}<w:r><w:instrText>{outer}</w:instrText></w:r>"
    return said.encode() + inner + f"{sign('end')}</w:p>".encode()


def with_table(data: bytes) -> Parts:
    """A chart whose numbers stand in a file of their own."""
    place = "word/embeddings/Microsoft_Excel_Sheet1.xlsx"
    return declared(word(), place, data, f"{MAIN}.spreadsheetml.sheet")


def office() -> Rows:
    loose = b"<w:p><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p>"
    left_open = fields("DDEAUTO x").replace(sign("end").encode(), b"")
    linked = nested('HYPERLINK "https://unep.org', fields("PAGE")[5:-6])
    deep = (f"{sign('begin')}<w:r><w:instrText>IF </w:instrText></w:r>" * 101).encode()
    long = "a" * 2001
    large = {"word/media/a.xml": b" " * 2 * MEGABYTE}
    many = {f"word/media/{number}.xml": b" " * MEGABYTE for number in range(51)}
    table = "../embeddings/Microsoft_Excel_Sheet1.xlsx"
    inner = related(word(), WORD_RELATIONS, "package", table, outside=False)
    formulas = b"<f>" * 9 + b"</f>" * 9 + b"</sheetData>"
    entity = "<!DOCTYPE svg [<!ENTITY a 'b'>]>"
    style = '<style>@import "https://e.org";</style>'
    unknown = f"{MAIN}.wordprocessingml.unheard"
    for kind, variant, verdict, parts in (
        ("drawing", "a page within", "office_active", drawing(svg("<foreignObject/>"))),
        ("drawing", "an entity", "office_active", drawing(svg("", entity))),
        (
            "drawing",
            "style of an OpenDocument",
            "office_links",
            text() | {"Pictures/a.svg": svg(style)},
        ),
        ("field", "outside of a field", "office_active", in_word(loose)),
        ("field", "never closed", "office_active", in_word(left_open)),
        ("field", "address of another field", "office_links", in_word(linked)),
        ("field", "in a hundred fields", "office_heavy", in_word(deep)),
        ("formula", "in eight formulas", "office_heavy", _in_sheet(formulas)),
        (
            "address without end",
            "link",
            "office_links",
            related(word(), WORD_RELATIONS, "hyperlink", f"https://{long}"),
        ),
        (
            "address without end",
            "part",
            "office_links",
            related(word(), WORD_RELATIONS, "image", long, outside=False),
        ),
        ("address without end", "picture", "office_links", picture_at(long)),
        ("table of a chart", "a text", "office_active", with_table(zipped(word()))),
        ("table of a chart", "without a chart", "office_active", inner),
        (
            "bytes of no known kind",
            "Word",
            "office_active",
            declared(word(), "word/a.bin", b"\0", unknown),
        ),
        ("bomb", "a part of two megabytes", "office_heavy", word() | large),
        ("bomb", "51 parts of a megabyte", "office_heavy", word() | many),
    ):
        yield kind, variant, verdict, zipped(parts)


def _in_sheet(said: bytes) -> Parts:
    return replaced(excel(), SHEET, b"</sheetData>", said)


def deep_forms(pdf: pikepdf.Pdf) -> None:
    kind = {"Type": Name.XObject, "Subtype": Name.Form}
    form = pdf.make_stream(b"0 0 1 1 re f", **kind)
    for _level in range(52):
        inner = Dictionary(XObject=Dictionary(X=form))
        form = pdf.make_stream(b"/X Do", Resources=inner, **kind)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form))


ACTS: tuple[tuple[str, str, Change], ...] = (
    ("click", "a name", annotating(Subtype=Name.Link, A=Name.Launch)),
    ("click", "address that is a list", clicking(S=Name.URI, URI=Array([]))),
    (
        "click",
        "then a number",
        clicking(S=Name.GoTo, D=Array([0, Name.Fit]), Next=Array([1])),
    ),
    (
        "click",
        "unknown in the place of another",
        annotating(Subtype=Name.Link, PA=Dictionary(S=Name.Unheard)),
    ),
    ("file by the name of its system", "address", on_form(FS=Name.URL)),
    ("file by the name of its system", "text", on_page(X=Dictionary(FS=String("a")))),
    ("data", "of an unsuitable letter", embedding(b"a,b\x01\n", "a.csv", typed=True)),
    ("data", "of a single word", embedding(b"word", "a.csv", typed=True)),
    (
        "data",
        "that declares an entity",
        embedding(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "a.xml", typed=True),
    ),
)


def many_objects() -> bytes:
    body, table, rest = changed(lambda pdf: None).partition(b"xref\n")
    more = b"".join(b"%d 0 obj<<>>endobj\n" % number for number in range(10, 150_010))
    return body + more + table + rest


def many_lists(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Many = pikepdf.Object.parse(b"[" + b"[]" * 116_000 + b"]")


def below_nothing(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"", Subtype=Name.Image, Width=-4, Height=-4)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=picture))


def pdfs() -> Rows:
    for kind, variant, change in ACTS:
        yield kind, variant, "active", changed(change)
    yield "forms", "52 deep", "heavy", changed(deep_forms)
    yield "too many objects", "150,000 empty ones", "heavy", many_objects()
    yield "too many objects", "lists in one", "heavy", changed(many_lists)
    yield "picture of a size below nothing", "both sides", "heavy", changed(below_nothing)
    yield "packed in an unknown way", "one", "broken", raw(content(b"x", "Unheard"))


def head(*, depth: int = 8, colour: int = 2, laced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, depth, colour, 0, 0, laced))


def pngs() -> Rows:
    pixels, end = chunk(b"IDAT", zlib.compress(bytes(52))), chunk(b"IEND", b"")
    half = zlib.compress(bytes(52))[:-6]
    yield "damaged PNG", "no pixels", "picture", HEAD + head() + end
    yield "damaged PNG", "no end", "picture", HEAD + head() + pixels
    yield "damaged PNG", "short head", "picture", HEAD + chunk(b"IHDR", b"x") + pixels + end
    yield "damaged PNG", "three bits", "picture", HEAD + head(depth=3) + pixels + end
    yield "damaged PNG", "no palette", "picture", HEAD + head(colour=3) + pixels + end
    yield "damaged PNG", "laced in two ways", "picture", HEAD + head(laced=2) + pixels + end
    yield "damaged PNG", "pixels without end", "picture", png(pixels=half)
    yield "damaged PNG", "pixels of noise", "picture", png(pixels=b"noise" * 9)


def jpegs() -> Rows:
    plain = saved(Image.effect_noise((40, 40), 50).convert("RGB"), "JPEG")
    frame = plain.index(b"\xff\xc0")
    start = plain.index(b"\xff\xda")
    no_parts = plain[: frame + 4] + plain[frame + 4 : frame + 9] + b"\0"
    yield "damaged JPEG", "second beginning", "picture", b"\xff\xd8\xff\xd8" + plain[2:]
    yield "damaged JPEG", "cut off in a length", "picture", plain[: frame + 3]
    short = plain[:frame] + b"\xff\xc0\0\5\x08\0\1" + plain[frame:]
    yield "damaged JPEG", "short head", "picture", short
    rest = plain[start:]
    empty = no_parts[: frame + 2] + b"\0\x08" + no_parts[frame + 4 :] + rest
    yield "damaged JPEG", "no colours", "picture", empty
    hollow = bytearray(plain)
    for place in (frame + 11, frame + 14, frame + 17):
        hollow[place] = 0
    yield "damaged JPEG", "colours of no size", "picture", bytes(hollow)
    tables = re.sub(rb"\xff\xdb\0\x43.{65}", b"", plain, flags=re.DOTALL)
    yield "damaged JPEG", "no tables", "picture", tables


def tiffs() -> Rows:
    pages = [Image.new("1", (10_000, 6_000))] * 7
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    yield "flood of pixels", "TIFF of seven large pages", "pixels", out.getvalue()


def others() -> Rows:
    pixels = Image.effect_noise((64, 64), 50).convert("RGB")
    avif = saved(pixels, "AVIF")
    head, _mdat, colours = avif.rpartition(b"mdat")
    noise = head + b"mdat" + b"\xff" * len(colours)
    yield "damaged", "AVIF with noise for colours", "picture", noise
    yield "damaged", "AVIF without places", "picture", avif.replace(b"iloc", b"free")
    heif = saved(pixels, "HEIF")
    size = heif.index(b"ispe") + 8
    large = heif[:size] + b"\xff" * 8 + heif[size + 8 :]
    yield "damaged", "HEIC of impossible size", "picture", large


def samples() -> Iterator[Sample]:
    for where, files in (
        ("Office", office),
        ("PDF", pdfs),
        ("Picture", pngs),
        ("Picture", jpegs),
        ("Picture", tiffs),
        ("Picture", others),
    ):
        for kind, variant, verdict, data in files():
            yield Sample(f"{where}: {kind}", variant, data, verdict)
