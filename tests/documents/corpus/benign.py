"""What ordinary people send, made by the programs that they use, or by close relatives."""

import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import img2pdf
import pikepdf
import pillow_heif
import typst
import weasyprint
from fpdf import FPDF
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms, ImageDraw
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from tests.documents.corpus.hostile_pdf import MEGABYTE, content, raw, words
from tests.documents.corpus.sample import Sample

pillow_heif.register_heif_opener()
CHROMIUM = shutil.which("chromium")


def photo(width: int, height: int) -> Image.Image:
    """Soft colours with grain, as a camera sees them."""
    soft = Image.radial_gradient("L").resize((width, height))
    grain = Image.effect_noise((width // 4, height // 4), 40).resize((width, height))
    return Image.merge("RGB", (soft, grain, soft.transpose(Image.Transpose.ROTATE_180)))


def scan(width: int = 1240, height: int = 1754, mode: str = "L") -> Image.Image:
    """A page of lines with a signature."""
    page = Image.new("L", (width, height), 245)
    draw = ImageDraw.Draw(page)
    for line in range(height // 12, height - height // 6, 40):
        draw.line((width // 10, line, width - width // 10, line), fill=40, width=3)
    draw.arc((width // 5, height - 300, width // 2, height - 100), 10, 300, fill=0, width=6)
    return page.convert(mode)


def signature() -> Image.Image:
    """Ink on transparent ground."""
    picture = Image.new("RGBA", (400, 120), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.arc((20, 20, 300, 100), 10, 300, fill=(10, 20, 120, 255), width=5)
    draw.line((300, 60, 380, 30), fill=(10, 20, 120, 128), width=5)
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def turned(picture: Image.Image, side: int) -> dict[str, object]:
    exif = picture.getexif()
    exif[0x0112] = side
    return {"exif": exif}


def pngs() -> Iterator[tuple[str, bytes]]:
    yield "transparent signature", saved(signature(), "PNG")
    deep = Image.new("I;16", (300, 200), 20_000)
    yield "16-bit scan", saved(deep, "PNG")
    yield "grey scan", saved(scan(), "PNG", dpi=(150, 150))
    yield "black and white", saved(scan(mode="1"), "PNG")
    few = scan(mode="RGB").quantize(16)
    yield "palette", saved(few, "PNG")
    yield "transparent palette", saved(few, "PNG", transparency=3)
    yield "grey with alpha", saved(signature().convert("LA"), "PNG")
    yield (
        "with a colour to see through",
        saved(scan(mode="RGB"), "PNG", transparency=(0, 0, 0)),
    )
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    yield "with a profile", saved(scan(mode="RGB"), "PNG", icc_profile=profile)
    yield "turned", saved(photo(300, 200), "PNG", **turned(photo(3, 2), 6))
    yield "long scan", saved(scan(1240, 12_000), "PNG")
    yield "of a camera", saved(photo(4000, 3000), "PNG")


def jpegs() -> Iterator[tuple[str, bytes]]:
    yield "photograph", saved(photo(4032, 3024), "JPEG", quality=85)
    yield "48 megapixels", saved(photo(8000, 6000), "JPEG", quality=80)
    yield "grey", saved(scan(), "JPEG")
    yield "progressive", saved(photo(2000, 1500), "JPEG", progressive=True)
    yield "of print shops (CMYK)", saved(scan(mode="CMYK"), "JPEG")
    for side in range(1, 9):
        yield f"turned {side}", saved(photo(400, 300), "JPEG", **turned(photo(4, 3), side))
    small = saved(photo(160, 120), "JPEG")
    yield "with bytes behind", saved(photo(800, 600), "JPEG") + b"\0" * 64 + small
    yield "with restarts", saved(photo(800, 600), "JPEG", restart_marker_blocks=4)


def other_pictures() -> Iterator[tuple[str, str, bytes]]:
    soft = Image.radial_gradient("L").resize((2400, 1800)).convert("RGB")
    fast = {"preset": "ultrafast"}
    yield "pillow-heif", "photograph", saved(soft, "HEIF", quality=60, enc_params=fast)
    yield "pillow-heif", "turned", saved(photo(320, 240), "HEIF", **turned(photo(4, 3), 6))
    yield "pillow-heif", "lossless", saved(photo(320, 240), "HEIF", quality=-1)
    yield "Pillow", "WebP", saved(photo(1600, 1200), "WEBP")
    yield "Pillow", "WebP with alpha", saved(signature(), "WEBP", lossless=True)
    yield "Pillow", "AVIF", saved(photo(320, 240), "AVIF")
    yield "Pillow", "TIFF of one page", saved(scan(mode="1"), "TIFF", compression="group4")
    yield "Pillow", "16-bit TIFF", saved(Image.new("I;16", (300, 200), 20_000), "TIFF")
    for mode, packing in (("1", "group4"), ("L", "tiff_lzw"), ("RGB", "jpeg")):
        pages = [scan(mode=mode), scan(mode=mode).transpose(Image.Transpose.ROTATE_180)]
        options = {"save_all": True, "append_images": pages[1:], "dpi": (150, 150)}
        data = saved(pages[0], "TIFF", compression=packing, **options)
        yield "Pillow", f"TIFF of two pages, {packing}", data


def written(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def letter(pages: int = 1) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, invariant=True)
    for number in range(pages):
        page.bookmarkPage(f"p{number}")
        page.addOutlineEntry(f"Page {number}", f"p{number}")
        page.drawString(
            72, 760, "We support the Partnership. Nous appuyons le Partenariat."
        )
        page.linkURL("https://www.unep.org/globalmercurypartnership/", (72, 700, 300, 720))
        page.linkURL("mailto:metals@un.org", (72, 660, 300, 680))
        page.showPage()
    page.save()
    return out.getvalue()


def reportlab_files() -> Iterator[tuple[str, bytes]]:
    yield "letter", letter()
    yield "report of 60 pages", letter(60)
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.acroForm.textfield(name="name", x=72, y=700, value="Example")
    page.acroForm.checkbox(name="agrees", x=72, y=600, checked=True)
    page.showPage()
    page.save()
    yield "form filled in", out.getvalue()


def fpdf_files() -> Iterator[tuple[str, bytes]]:
    for name, locked in (("letter", False), ("owner password", True)):
        pdf = FPDF()
        pdf.add_page()
        pdf.set_font("Helvetica", size=12)
        pdf.cell(text="We support the Partnership.", link="https://www.unep.org")
        pdf.image(scan(mode="RGB"), w=100)
        if locked:
            pdf.set_encryption(owner_password="owner", permissions=0)
        yield name, bytes(pdf.output())


def weasyprint_files() -> Iterator[tuple[str, bytes]]:
    html = weasyprint.HTML(
        string="<html lang=en><title>Letter</title><h1 id=a>Letter</h1><p>We support "
        "<a href='https://www.unep.org'>UNEP</a>, <a href='#a'>above</a>, 支持, نؤيد"
    )
    yield "letter", html.write_pdf()
    yield "PDF/A-3", html.write_pdf(pdf_variant="pdf/a-3b")
    yield "PDF/UA", html.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    data = weasyprint.Attachment(
        string=json.dumps({"releases": 3}), name="data.json", relationship="Data"
    )
    yield "report with its data", html.write_pdf(pdf_variant="pdf/a-3b", attachments=[data])
    invoice = weasyprint.Attachment(string="<a><b>1</b></a>", name="factur-x.xml")
    yield "bill with its data", html.write_pdf(attachments=[invoice])
    form = weasyprint.HTML(string="<form><input name=a value=x><select><option>1</select>")
    yield "form", form.write_pdf(pdf_forms=True)


def qpdf_files() -> Iterator[tuple[str, bytes]]:
    def again(**options: object) -> bytes:
        with pikepdf.open(io.BytesIO(letter(3))) as pdf:
            return written(pdf, **options)

    yield "linearized", again(linearize=True)
    packed = pikepdf.ObjectStreamMode.generate
    yield "object streams", again(object_stream_mode=packed)
    for level in (3, 4, 6):
        aes = {"aes": False, "metadata": False} if level == 3 else {}
        lock = pikepdf.Encryption(owner="owner", user="", R=level, **aes)
        yield f"owner password, revision {level}", again(encryption=lock)
    nothing = pikepdf.Permissions(print_highres=False, modify_other=False, extract=False)
    lock = pikepdf.Encryption(owner="owner", allow=nothing)
    yield "forbids changes and copies", again(encryption=lock)
    yield "broken table of places", again().replace(b"startxref\n", b"startxref\n9")
    yield "space behind the end", again() + b"\r\n\0\0 " * 900
    old = b"q 1 0 0 1 0 0 cm Q\n" * 60_000
    yield "packed the old way", raw(content(words(old[:MEGABYTE]), "LZWDecode"))
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 1])
        pdf.Root.PageMode = Name.UseOutlines
        yield "opens at a page", written(pdf)
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        yield "signed", written(signed(pdf))
    with pikepdf.open(io.BytesIO(letter())) as pdf:
        yield "with notes", written(noted(pdf))


def signed(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """What programs for signatures leave: a field, its look, a certificate, a law of changes."""
    mark = Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        SubFilter=Name("/ETSI.CAdES.detached"),
        ByteRange=Array([0, 10, 20, 30]),
        Contents=String("x" * 200),
        M=String("D:20261127000000Z"),
        Name=String("A. Signatory"),
        Reason=String("I am authorized"),
        Reference=Array(
            [
                Dictionary(
                    Type=Name.SigRef,
                    TransformMethod=Name.DocMDP,
                    TransformParams=Dictionary(
                        Type=Name.TransformParams, P=2, V=Name("/1.2")
                    ),
                )
            ]
        ),
        Prop_Build=Dictionary(App=Dictionary(Name=Name("/Adobe#20Acrobat"))),
    )
    look = pdf.make_stream(b"q Q")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 50])
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String("Signature1"),
        Rect=Array([72, 72, 172, 122]),
        F=132,
        V=pdf.make_indirect(mark),
        AP=Dictionary(N=look),
        P=pdf.pages[0].obj,
        Lock=Dictionary(Type=Name.SigFieldLock, Action=Name.All),
    )
    place = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots.append(place)
    pdf.Root.AcroForm = Dictionary(Fields=Array([place]), SigFlags=3)
    pdf.Root.Perms = Dictionary(DocMDP=field.V)
    return pdf


def noted(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    marks = (
        "Text",
        "Highlight",
        "FreeText",
        "Ink",
        "Stamp",
        "Square",
        "Popup",
        "StrikeOut",
    )
    for name in marks:
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name(f"/{name}"),
            Rect=Array([10, 10, 50, 50]),
            Contents=String("Looks good."),
            F=4,
        )
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))
    return pdf


def written_otherwise() -> Iterator[tuple[str, bytes]]:
    """What mail programs and old editors put around a file, and what a report may say."""
    plain = letter(1)
    yield "byte order mark in front", b"\xef\xbb\xbf" + plain
    yield "line in front", b"\r\n" + plain
    yield "end of file of DOS", plain + b"\x1a"
    for address in ("ftp://ftp.fao.org/a", "doi:10.4060/cb", "www.unep.org/a?b=c:d"):
        pdf, out = pikepdf.open(io.BytesIO(plain)), io.BytesIO()
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
        link.A = Dictionary(S=Name.URI, URI=String(address))
        link.Border = Array([0, 0, 0])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
        roles = Dictionary(Movie=Name.P, Collection=Name.Div)
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, RoleMap=roles)
        pdf.save(out)
        yield f"link to {address}", out.getvalue()


def pypdf_files() -> Iterator[tuple[str, bytes]]:
    writer, out = PdfWriter(), io.BytesIO()
    for _copy in range(2):
        writer.append(PdfReader(io.BytesIO(letter(2))))
    writer.add_metadata({"/Title": "Merged"})
    writer.write(out)
    yield "two letters as one", out.getvalue()
    out = io.BytesIO()
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(out)
    yield "owner password", out.getvalue()


def img2pdf_files() -> Iterator[tuple[str, bytes]]:
    yield "scans", img2pdf.convert([saved(scan(), "JPEG")] * 3)
    yield "fax", img2pdf.convert(saved(scan(mode="1"), "TIFF", compression="group4"))
    yield "PNG", img2pdf.convert(saved(scan(mode="RGB"), "PNG"))
    yield "photograph", img2pdf.convert(saved(photo(4032, 3024), "JPEG"))


def typst_files() -> Iterator[tuple[str, bytes]]:
    said = '= Letter\n#link("https://www.unep.org")[UNEP]\n\n#lorem(900)\n\n$ a^2 + b^2 $'
    for standard in ("1.7", "a-2b"):
        out = typst.compile(said.encode(), format="pdf", pdf_standards=standard)
        yield f"standard {standard}", out


def chromium_files() -> Iterator[tuple[str, bytes]]:
    if CHROMIUM is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.html"), Path(folder, "a.pdf")
        source.write_text(
            "<!doctype html><title>Letter</title><h1 id=a>Letter</h1><p style='filter:blur(1px)'>"
            "<a href='https://www.unep.org'>UNEP</a> <a href='#a'>above</a> 支持 نؤيد"
        )
        command = [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ]
        command += [
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        yield "page of the web", target.read_bytes()


PROGRAMS = {
    "reportlab": reportlab_files,
    "fpdf2": fpdf_files,
    "WeasyPrint": weasyprint_files,
    "qpdf": qpdf_files,
    "other programs": written_otherwise,
    "pypdf": pypdf_files,
    "img2pdf": img2pdf_files,
    "typst": typst_files,
    "Chromium": chromium_files,
}

LIGHT = ("reportlab", "qpdf", "other programs", "pypdf")


def light_samples() -> Iterator[Sample]:
    """The documents of programs that write them in no time."""
    yield from _documents(LIGHT)


def _documents(programs: Iterable[str]) -> Iterator[Sample]:
    for program in programs:
        for variant, data in PROGRAMS[program]():
            yield Sample(f"PDF of {program}", variant, data)


def samples() -> Iterator[Sample]:
    yield from _documents(PROGRAMS)
    for kind, files in (("PNG", pngs), ("JPEG", jpegs)):
        for variant, data in files():
            yield Sample(f"{kind} of Pillow", variant, data)
    for program, variant, data in other_pictures():
        yield Sample(f"Picture of {program}", variant, data)
