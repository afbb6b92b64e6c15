"""Ordinary files of rare kinds, each with the media type of what is kept of it."""

import struct
import zlib
from collections.abc import Iterator

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from gmp_portal.documents.inspection.png import HEAD
from tests.documents.corpus.hostile_disguised import sign
from tests.documents.corpus.hostile_office import declared, fields, in_word, word, zipped
from tests.documents.corpus.hostile_pdf import (
    Change,
    annotating,
    changed,
    content,
    embedding,
    on_page,
    on_root,
    opening,
    raw,
)
from tests.documents.corpus.hostile_pictures import chunk, saved
from tests.documents.corpus.rare_hostile import nested, svg
from tests.documents.corpus.sample import Sample

pillow_heif.register_heif_opener()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Rows = Iterator[tuple[str, str, bytes]]


def office() -> Rows:
    result = f"{sign('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{sign('separate')}"
    shown = f"<w:p>{result}{sign('end')}{sign('end')}</w:p>".encode()
    for variant, said in (
        ("field with its result, closed twice", shown),
        ("field in a field", nested("IF 1 = ", fields("PAGE")[5:-6])),
        ("field without a beginning", fields("PAGE")[5:].replace(b"begin", b"separate")),
        ("empty field", fields(" ")),
    ):
        yield (
            variant,
            WORD,
            zipped(in_word(said if said[:4] == b"<w:p" else b"<w:p>" + said)),
        )
    style = svg("<style>rect { fill: url(#a) }</style>")
    parts = declared(word(), "word/media/a.svg", style, "image/svg+xml")
    yield "drawing with a style", WORD, zipped(parts)
    space = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    said = f'<v:imagedata {space} src="media/image1.png"/>'.encode()
    yield "drawing of an older Word", WORD, zipped(in_word(said))


def with_form(pdf: pikepdf.Pdf) -> None:
    """A letterhead within a letterhead, as programs for paper draw them; and one drawn twice."""
    kind = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 9, 9])}
    inner = pdf.make_stream(b"0 0 1 1 re f", **kind)
    resources = Dictionary(XObject=Dictionary(X=inner))
    form = pdf.make_stream(b"/X Do", Resources=resources, **kind)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form, Y=inner))
    parts = [pdf.make_stream(b"/X Do"), pdf.make_stream(b"/Y Do")]
    pdf.pages[0].obj.Contents = Array(parts)


def many_streams(pdf: pikepdf.Pdf) -> None:
    """So many packed pieces that they could be heavy together, and are not."""
    pieces = [
        pdf.make_stream(zlib.compress(b"% a line of nothing\n" * 9))
        for _each in range(9000)
    ]
    for piece in pieces:
        piece.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = Array(pieces)


def with_picture(pdf: pikepdf.Pdf) -> None:
    rows = zlib.compress(Image.effect_noise((1500, 1500), 90).tobytes())
    picture = pikepdf.Stream(pdf, rows)
    picture.Type, picture.Subtype, picture.Filter = (
        Name.XObject,
        Name.Image,
        Name.FlateDecode,
    )
    picture.Width, picture.Height, picture.BitsPerComponent = 1500, 1500, 8
    picture.ColorSpace = Name.DeviceGray
    pdf.pages[0].obj.Resources = Dictionary(
        XObject=Dictionary(X=pdf.make_indirect(picture))
    )
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 200 0 0 200 0 0 cm /X Do Q")


def endless_words() -> bytes:
    """Spaces packed the old way, each after a word that begins anew, and none that ends."""
    bits = f"{256:09b}{ord(' '):09b}" * 1200
    return int(bits, 2).to_bytes(len(bits) // 8)


def reporting(said: bytes, name: str) -> Change:
    """A report that carries its data, and says of which page they are."""

    def change(pdf: pikepdf.Pdf) -> None:
        embedding(said, name, typed=True)(pdf)
        pdf.pages[0].obj.AF = Array([pdf.Root.Names.EmbeddedFiles.Names[1]])

    return change


def pdfs() -> Rows:
    kind = "application/pdf"
    to_page = {"S": Name.GoTo, "D": Array([0, Name.Fit])}
    yield "form within a form", kind, changed(with_form)
    none = pikepdf.StreamDecodeLevel.none
    many = changed(many_streams, compress_streams=False, stream_decode_level=none)
    yield "9,000 packed pieces", kind, many
    yield "opens with a move", kind, changed(opening(**to_page))
    yield "gaps among its marks", kind, changed(on_page(Annots=Array([None, 1])))
    beside = annotating(
        Subtype=Name.Link, PA=Dictionary(S=Name.URI, URI=String("https://unep.org"))
    )
    yield "link with an older address", kind, changed(beside)
    plain = annotating(Subtype=Name.Link, PA=Array([1]))
    yield "link with an older place", kind, changed(plain)
    yield "address that is a number", kind, changed(on_root(URI=1))
    yield "picture in plain rows", kind, changed(with_picture)
    yield "words without an end", kind, raw(content(endless_words(), "LZWDecode"))
    for name, said in (("a.json", b'{"a": 1}'), ("a.xml", b"<a/>")):
        report = changed(reporting(said, name))
        yield f"report with {name}", kind, report
    data = "year,tonnes\r\n2026,3\r\n".encode("utf-8-sig")
    yield "report with a table", kind, changed(embedding(data, "a.csv", typed=True))


def laced() -> bytes:
    """A picture that comes in seven passes, of which two are empty."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 3, 8, 0, 0, 0, 1))
    passes = [(1, 1), (1, 1), (2, 1), (1, 2), (3, 1)]
    rows = b"".join((b"\0" + b"\x80" * across) * down for across, down in passes)
    return HEAD + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def turned(side: int) -> dict[str, object]:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Example", side
    return {"exif": exif}


def pngs() -> Rows:
    kind, plain = "image/png", saved(Image.effect_noise((9, 9), 40), "PNG")
    pixels = plain.index(b"IDAT") - 4
    for variant, more in (
        ("profile of noise", chunk(b"iCCP", b"a\0\0noise")),
        ("text that is packed", chunk(b"zTXt", b"a\0\0" + zlib.compress(b"b"))),
        (
            "notes of an upright picture",
            chunk(b"eXIf", b"MM\0*" + struct.pack(">IHI", 8, 0, 0)),
        ),
    ):
        yield variant, kind, plain[:pixels] + more + plain[pixels:]
    yield "turned", kind, saved(Image.new("L", (9, 5), 90), "PNG", **turned(6))
    behind = chunk(b"tEXt", b"a\0b") + plain[-12:]
    yield "text behind its pixels", kind, plain[:-12] + behind
    yield "in seven passes", kind, laced()


def jpegs() -> Rows:
    kind = "image/jpeg"
    picture = Image.effect_noise((40, 30), 40).convert("RGB")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    yield "JPEG with a profile", kind, saved(picture, "JPEG", icc_profile=profile)
    for variant, notes in (
        ("notes of an unknown order", b"XX\0*\0\0\0\x08"),
        ("notes cut off", b"MM\0*\0\0\0\x08\0\2"),
        ("notes without a side", b"MM\0*" + struct.pack(">IHI", 8, 0, 0)),
    ):
        yield f"JPEG with {variant}", kind, saved(picture, "JPEG", exif=b"Exif\0\0" + notes)
    yield "JPEG that is turned", kind, saved(picture, "JPEG", **turned(8))
    yield "JPEG of a print shop", kind, saved(picture.convert("CMYK"), "JPEG")
    large = Image.new("RGB", (6000, 5100), "navy")
    options = {"progressive": True, "subsampling": 0}
    yield "JPEG of 30 megapixels in passes", kind, saved(large, "JPEG", **options)


def tiffs() -> Rows:
    png, pdf = "image/png", "application/pdf"
    large = Image.new("L", (4001, 4000), 200)
    yield (
        "TIFF of 16 megapixels",
        "image/jpeg",
        saved(large, "TIFF", compression="packbits"),
    )
    yield (
        "16-bit TIFF of a Macintosh",
        png,
        saved(Image.new("I;16B", (30, 20), 900), "TIFF"),
    )
    yield "TIFF of a print shop", png, saved(Image.new("CMYK", (30, 20), 99), "TIFF")
    for variant, page in (
        ("deep pages", Image.new("I;16", (30, 20), 20_000)),
        ("transparent pages", Image.new("RGBA", (30, 20), (10, 20, 120, 128))),
        ("large pages", Image.new("L", (2001, 2000), 200)),
    ):
        options = {"save_all": True, "append_images": [page], "compression": "packbits"}
        yield f"TIFF of {variant}", pdf, saved(page, "TIFF", dpi=(150, 150), **options)


def photographs() -> Rows:
    picture = Image.new("RGB", (60, 40), "navy")
    for kind in ("WEBP", "AVIF", "HEIF"):
        yield f"small {kind}", "image/png", saved(picture, kind)


def samples() -> Iterator[Sample]:
    for where, files in (
        ("Document of Word", office),
        ("PDF of rare programs", pdfs),
        ("PNG of rare programs", pngs),
        ("JPEG of rare programs", jpegs),
        ("Picture of scanners", tiffs),
        ("Picture of telephones", photographs),
    ):
        for variant, verdict, data in files():
            yield Sample(where, variant, data, verdict)
