"""PDFs that act, hide files or exhaust a reader, each written in several ways."""

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from tests.documents.corpus.sample import Sample

Change = Callable[[Pdf], None]
MEGABYTE = 1024 * 1024


def blank(pages: int = 1) -> Pdf:
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page(page_size=(200, 200))
    return pdf


def changed(change: Change, **options: object) -> bytes:
    pdf, out = blank(), io.BytesIO()
    change(pdf)
    pdf.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def escaped(data: bytes) -> bytes:
    """The same file with a letter of each name as a number, and its table of places anew."""
    body, _table, trailer = data.partition(b"xref\n")
    body = re.sub(
        rb"/([A-Z])([a-z]\w*|S)\b",
        lambda it: b"/%s#%02X%s" % (it[1], it[2][0], it[2][1:]),
        body,
    )
    places = {int(it[1]): it.start(1) for it in re.finditer(rb"(?:^|\n)(\d+) 0 obj", body)}
    rows = [b"0000000000 65535 f \n"]
    rows += [b"%010d 00000 n \n" % places[number] for number in range(1, len(places) + 1)]
    table = b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
    trailer = trailer[trailer.index(b"trailer") :]
    trailer = re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(body), trailer)
    return body + table + trailer


def misplaced(data: bytes) -> bytes:
    """A file whose table of places is wrong, so that readers look for the objects themselves."""
    return re.sub(rb"startxref\n\d+", b"startxref\n7", data)


def variants(kind: str, change: Change) -> Iterator[Sample]:
    """The same deed in plain sight, packed, locked, spelled otherwise and half broken."""
    plain = changed(change, compress_streams=False)
    packed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    yield Sample(kind, "plain", plain)
    yield Sample(kind, "object streams", changed(change, **packed))
    locked = pikepdf.Encryption(owner="owner", user="")
    yield Sample(kind, "owner password", changed(change, encryption=locked))
    yield Sample(kind, "names as numbers", escaped(plain))
    yield Sample(kind, "broken table", misplaced(plain))
    yield Sample(kind, "linearized", changed(change, linearize=True))


def opening(**action: object) -> Change:
    def change(pdf: Pdf) -> None:
        facts = {key: fresh(value) for key, value in action.items()}
        pdf.Root.OpenAction = pdf.make_indirect(Dictionary(**facts))

    return change


def fresh(value: object) -> object:
    """The value anew: an object that stood in one file is gone with it."""
    if isinstance(value, pikepdf.Object):
        return pikepdf.Object.parse(value.unparse())
    return value


def clicking(**action: object) -> Change:
    return annotating(Subtype=Name.Link, A=Dictionary(**action))


def annotating(**annotation: object) -> Change:
    def change(pdf: Pdf) -> None:
        facts = {key: fresh(value) for key, value in annotation.items()}
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 50, 50]), **facts)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return change


def embedding(content: bytes, name: str, *, typed: bool) -> Change:
    def change(pdf: Pdf) -> None:
        stream = pdf.make_stream(content)
        if typed:
            stream.Type = Name.EmbeddedFile
        file = Dictionary(F=String(name), UF=String(name), EF=Dictionary(F=stream))
        if typed:
            file.Type = Name.Filespec
        names = Array([String(name), pdf.make_indirect(file)])
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))

    return change


def on_page(**entries: object) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = fresh(value)

    return change


def on_root(**entries: object) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = fresh(value)

    return change


def on_form(**entries: object) -> Change:
    def change(pdf: Pdf) -> None:
        facts = {key: fresh(value) for key, value in entries.items()}
        form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, **facts)
        form.BBox = Array([0, 0, 9, 9])
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form))

    return change


def left_alone(pdf: Pdf) -> None:
    """An action to which nothing leads, for a reader that looks for it."""
    pdf.Root.Hidden = pdf.make_indirect(Array([Dictionary(S=Name.Launch, Deep=Array([1]))]))


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
CHANGES: dict[str, Change] = {
    "script on opening": opening(S=Name.JavaScript, JS=String("app.alert(1)")),
    "script by name": on_root(
        Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))
    ),
    "script on a click": clicking(S=Name.JavaScript, JS=String("app.alert(1)")),
    "script after a move": clicking(S=Name.GoTo, D=Array([0, Name.Fit]), Next=SCRIPT),
    "script of a page": on_page(AA=Dictionary(O=SCRIPT)),
    "script of a field": on_root(
        AcroForm=Dictionary(Fields=Array([Dictionary(FT=Name.Tx, AA=Dictionary(K=SCRIPT))]))
    ),
    "starts a program": clicking(S=Name.Launch, F=String("cmd.exe")),
    "starts a program unseen": left_alone,
    "sends a form": clicking(S=Name.SubmitForm, F=String("https://example.org")),
    "takes in a form": clicking(S=Name.ImportData, F=String("x.fdf")),
    "opens another file": clicking(S=Name.GoToR, F=String("other.pdf")),
    "opens a file inside": clicking(S=Name.GoToE, T=Dictionary(R=Name.C)),
    "script as address": clicking(S=Name.URI, URI=String("javascript:alert(1)")),
    "script as address, spaced": clicking(S=Name.URI, URI=String("java\nscript:alert(1)")),
    "file as address": clicking(S=Name.URI, URI=String("file:///etc/passwd")),
    "share as address": clicking(S=Name.URI, URI=String("\\\\server\\share")),
    "script as base": on_root(URI=Dictionary(Base=String("javascript:"))),
    "program inside": embedding(b"MZ\x90", "letter.exe", typed=True),
    "program inside, untyped": embedding(b"MZ\x90", "letter.exe", typed=False),
    "program called data": embedding(b"MZ\x90", "letter.json", typed=False),
    "file pinned to a page": annotating(
        Subtype=Name.FileAttachment, FS=Dictionary(F=String("x.exe"), UF=String("x.exe"))
    ),
    "rich media": annotating(Subtype=Name.RichMedia, RichMediaContent=Dictionary()),
    "film": annotating(Subtype=Name.Movie, Movie=Dictionary(F=String("x.avi"))),
    "sound": annotating(Subtype=Name.Sound),
    "screen": annotating(Subtype=Name.Screen, A=Dictionary(S=Name.Rendition, OP=0)),
    "three dimensions": annotating(Subtype=Name("/3D")),
    "unknown annotation": annotating(Subtype=Name.Projection),
    "layers switched": opening(S=Name.SetOCGState, State=Array([])),
    "something hidden": clicking(S=Name.Hide, T=String("x")),
    "form of XFA": on_root(AcroForm=Dictionary(XFA=String("<xdp/>"), Fields=Array([]))),
    "menu command": clicking(S=Name.Named, N=Name.SaveAs),
    "opens an address at once": opening(S=Name.URI, URI=String("https://example.org")),
    "unknown action after a move": clicking(
        S=Name.GoTo, D=Array([0, Name.Fit]), Next=Array([Dictionary(S=Name.Unheard)])
    ),
    "address after the opening move": opening(
        S=Name.GoTo,
        D=Array([0, Name.Fit]),
        Next=Dictionary(S=Name.URI, URI=String("https://example.org")),
    ),
    "unknown action of an outline": on_root(
        Outlines=Dictionary(First=Dictionary(A=Dictionary(S=Name.Unheard)))
    ),
    "file of a system": clicking(
        S=Name.GoTo, D=Array([0, Name.Fit]), X=Dictionary(Unix=String("/etc/passwd"))
    ),
    "file in a dictionary": clicking(
        S=Name.GoTo, D=Array([0, Name.Fit]), F=Dictionary(FS=Name.URL)
    ),
    "page of another file": on_form(Ref=Dictionary(F=String("other.pdf"), Page=0)),
    "program for a printer": on_form(Subtype2=Name.PS),
    "other picture on paper": on_form(Alternates=Array([])),
    "slashes without end": clicking(S=Name.URI, URI=String("/" + "a/" * 20_000 + "\\")),
    "portfolio": on_root(Collection=Dictionary(View=Name.D)),
    "page of two million points": on_page(MediaBox=Array([0, 0, 2_000_000, 2_000_000])),
    "page in huge units": on_page(UserUnit=100_000),
}


def content(data: bytes, *filters: str) -> Change:
    def change(pdf: Pdf) -> None:
        stream = pikepdf.Stream(pdf, data)
        stream.Filter = Array([Name(f"/{each}") for each in filters])
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)

    return change


def packed(size: int, times: int = 1) -> bytes:
    squeeze = zlib.compressobj(9)
    data = b"".join(squeeze.compress(b" " * MEGABYTE) for _each in range(size))
    data += squeeze.flush()
    for _again in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def words(data: bytes) -> bytes:
    """These bytes packed the old way; TIFF has the same one."""
    out = io.BytesIO()
    rows = Image.frombytes("L", (MEGABYTE, len(data) // MEGABYTE), data)
    rows.save(out, "TIFF", compression="tiff_lzw", strip_size=2**31 - 1)
    with Image.open(io.BytesIO(out.getvalue())) as picture:
        [place], [size] = picture.tag_v2[273], picture.tag_v2[279]
    return out.getvalue()[place : place + size]


def raw(change: Change) -> bytes:
    none = pikepdf.StreamDecodeLevel.none
    return changed(change, compress_streams=False, stream_decode_level=none)


def flooding(pdf: Pdf) -> None:
    picture = pikepdf.Stream(pdf, zlib.compress(b"x"))
    picture.Type, picture.Subtype, picture.Filter = (
        Name.XObject,
        Name.Image,
        Name.FlateDecode,
    )
    picture.Width, picture.Height, picture.BitsPerComponent = 100_000, 100_000, 8
    pdf.pages[0].obj.Resources = Dictionary(
        XObject=Dictionary(X=pdf.make_indirect(picture))
    )


def outside(pdf: Pdf) -> None:
    stream = pikepdf.Stream(pdf, b"")
    stream.F = String("/etc/passwd")
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)


def in_objects(size: int) -> bytes:
    """A stream of objects that is a bomb itself: it is unpacked before anything is seen."""
    body = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    body += b"2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
    stream = packed(size)
    four = len(body)
    body += (
        b"4 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\n"
        % len(stream)
    )
    body += stream + b"\nendstream\nendobj\n"
    start = len(body)
    one, two = body.index(b"1 0 obj"), body.index(b"2 0 obj")
    rows = bytes([0, 0, 0, 0, 255, 1, *one.to_bytes(3), 0, 1, *two.to_bytes(3), 0])
    rows += bytes([2, 0, 0, 4, 0, 1, *four.to_bytes(3), 0, 1, *start.to_bytes(3), 0])
    body += b"5 0 obj\n<</Type/XRef/Size 6/W[1 3 1]/Root 1 0 R/Length %d>>stream\n" % len(
        rows
    )
    return body + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def nested(depth: int) -> bytes:
    deep = b"[" * depth + b"]" * depth
    return changed(on_root(X=Name.Deep)).replace(b"/Deep", deep)


def many_bombs(pdf: Pdf) -> None:
    """A thousand streams, each just small enough to be let alone."""
    small = packed(4)
    streams = [pikepdf.Stream(pdf, small) for _each in range(1000)]
    for stream in streams:
        stream.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = Array([pdf.make_indirect(each) for each in streams])


def within_each_other(pdf: Pdf) -> None:
    """Ten forms of ten forms, thirty times."""
    kind = {"Type": Name.XObject, "Subtype": Name.Form}
    form = pdf.make_stream(b"0 0 1 1 re f", **kind)
    for _level in range(30):
        inner = Dictionary(XObject=Dictionary(X=form))
        form = pdf.make_stream(b"/X Do " * 10, Resources=inner, **kind)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def many_dictionaries(count: int) -> bytes:
    return changed(on_root(X=pikepdf.Object.parse(b"[" + b"<</A 1>>" * count + b"]")))


def many_pages(count: int) -> bytes:
    out = io.BytesIO()
    blank(count).save(out)
    return out.getvalue()


def many_objects(count: int) -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.Many = Array(
            [pdf.make_indirect(Dictionary(N=each)) for each in range(count)]
        )

    return changed(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def bombs() -> Iterator[Sample]:
    yield Sample("bomb in the content", "300 MB", raw(content(packed(300), "FlateDecode")))
    yield Sample("bomb in the content", "short name", raw(content(packed(300), "Fl")))
    twice = content(packed(300, 2), "FlateDecode", "FlateDecode")
    yield Sample("bomb in the content", "twice", raw(twice))
    thrice = content(packed(300, 3), "FlateDecode", "FlateDecode", "FlateDecode")
    yield Sample("bomb in the content", "three times", raw(thrice))
    yield Sample("bomb of objects", "300 MB", in_objects(300))
    yield Sample("bomb of objects", "700 MB", in_objects(700))
    yield Sample("too many objects", "200,000 in one", many_dictionaries(200_000))
    yield Sample("too many objects", "200,000", many_objects(200_000))


def single() -> Iterator[Sample]:
    """Bombs and files that are no PDF from their first byte to their last."""
    plain = changed(lambda pdf: None)
    long = words(bytes(100 * MEGABYTE))
    yield Sample("bomb of old words", "100 MB", raw(content(long, "LZWDecode")))
    twice = content(zlib.compress(long), "FlateDecode", "LZWDecode")
    yield Sample("bomb of old words", "packed again", raw(twice))
    runs = content(b"\x81 " * MEGABYTE, "RunLengthDecode")
    yield Sample("bomb of runs", "128 times", raw(runs))
    yield Sample("bomb in the content", "a thousand small ones", raw(many_bombs))
    yield Sample("forms within forms", "ten of ten, 30 times", raw(within_each_other))
    yield Sample("flood of pixels", "ten thousand million", changed(flooding))
    yield Sample("content elsewhere", "stream of another file", changed(outside))
    yield Sample("deeply nested", "1,000", nested(1000))
    yield Sample("deeply nested", "100,000", nested(100_000))
    yield Sample("too many pages", "501", many_pages(501))
    yield Sample("too many pages", "none", many_pages(0))
    for level in (4, 6):
        user = pikepdf.Encryption(owner="o", user="secret", R=level)
        name = "with a real password"
        yield Sample(name, f"revision {level}", changed(lambda pdf: None, encryption=user))
    yield Sample("cut off", "half", plain[: len(plain) // 2])
    yield Sample("cut off", "no end", plain.rstrip()[:-5])
    yield Sample("only a head", "a page of the web", b"%PDF-1.7\n<script>1</script>")
    yield Sample("only a head", "and an end", b"%PDF-1.7\n<html>\n%%EOF")
    yield Sample("something in front", "a page of the web", b"<html>" + plain)
    yield Sample(
        "something in front", "1,500 bytes", b"<!--" + b"x" * 1500 + b"-->" + plain
    )
    yield Sample("something behind", "a page of the web", plain + b"<script>1</script>")
    yield Sample("something behind", "one byte", plain.rstrip() + b"x")


def samples(*, few: bool = False) -> Iterator[Sample]:
    """Every deed in every way of writing, or in plain sight and in one way more."""
    for number, (kind, change) in enumerate(CHANGES.items()):
        ways = list(variants(f"PDF: {kind}", change))
        yield from [ways[0], ways[1 + number % (len(ways) - 1)]] if few else ways
    yield from _named(chain(bombs(), single()))


def light_samples() -> Iterator[Sample]:
    """Every deed in plain sight, and none of the bombs."""
    for kind, change in CHANGES.items():
        yield next(variants(f"PDF: {kind}", change))
    yield from _named(single())


def _named(samples: Iterable[Sample]) -> Iterator[Sample]:
    for sample in samples:
        yield Sample(f"PDF: {sample.kind}", sample.variant, sample.data)
