"""Pictures that exhaust whoever opens them, or are something else; pages, programs."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from gmp_portal.documents.inspection.png import HEAD
from tests.documents.corpus.sample import Sample

MEGABYTE = 1024 * 1024


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def zeros(megabytes: int) -> bytes:
    squeeze = zlib.compressobj(9)
    pieces = [squeeze.compress(bytes(MEGABYTE)) for _each in range(megabytes)]
    return b"".join([*pieces, squeeze.flush()])


def chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def png(
    *more: bytes, width: int = 4, height: int = 4, pixels: bytes | None = None
) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = zlib.compress(bytes(4 * 13)) if pixels is None else pixels
    return HEAD + head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def tiff(entries: list[tuple[int, int, int, int]], following: int = 0) -> bytes:
    rows = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    count = struct.pack("<H", len(entries))
    return b"II*\0" + struct.pack("<I", 8) + count + rows + struct.pack("<I", following)


def pngs() -> Iterator[tuple[str, str, bytes]]:
    little = zeros(5)
    yield "bomb in a text", "zTXt of 5 MB", png(chunk(b"zTXt", b"a\0\0" + little))
    yield "bomb in a text", "iTXt of 5 MB", png(chunk(b"iTXt", b"a\0\1\0en\0a\0" + little))
    yield "bomb of pixels", "5 MB for 16 pixels", png(pixels=little)
    for width, height in ((20_000, 20_000), (65_535, 65_535), (2**31 - 1, 1)):
        data = png(width=width, height=height, pixels=zeros(1))
        yield "flood of pixels", f"PNG of {width}", data
    yield "moving picture", "APNG", png(chunk(b"acTL", struct.pack(">II", 9, 0)))
    yield "damaged", "PNG with too few pixels", png(pixels=zlib.compress(b"x"))
    yield "damaged", "PNG with a wrong sum", png()[:-20] + b"\0" * 20
    yield "damaged", "PNG of no size", png(width=0)
    yield "damaged", "PNG cut off", saved(Image.effect_noise((60, 60), 9), "PNG")[:300]
    yield "damaged", "PNG that asks for more", png(chunk(b"EVIL", b"x"))
    many = b"".join(chunk(b"tEXt", b"a\0b") for _each in range(60_000))
    yield "too many pieces", "60,000 texts", png(many)
    yield "page of the web", "head of a PNG", HEAD + b"<script>1</script>"


def bombs() -> Iterator[tuple[str, str, bytes]]:
    text = b"a\0\0" + zeros(200)
    yield "bomb in a text", "zTXt of 200 MB", png(chunk(b"zTXt", text))
    spoken = b"a\0\1\0en\0a\0" + zeros(200)
    yield "bomb in a text", "iTXt of 200 MB", png(chunk(b"iTXt", spoken))
    yield "bomb in a profile", "200 MB", png(chunk(b"iCCP", text))
    yield "bomb of pixels", "200 MB for 16 pixels", png(pixels=zeros(200))
    flood = saved(Image.new("1", (30_000, 30_000)), "PNG")
    yield "flood of pixels", "true PNG of 900 million", flood


def jpegs() -> Iterator[tuple[str, str, bytes]]:
    plain = saved(Image.effect_noise((200, 200), 50).convert("RGB"), "JPEG")
    yield "page of the web", "head of a JPEG", b"\xff\xd8\xff<?php 1 ?>"
    yield "damaged", "JPEG cut off", plain[: len(plain) // 2]
    yield "damaged", "JPEG without pixels", plain[:300] + b"\xff\xd9"
    place = plain.index(b"\xff\xc0")
    sized = plain[: place + 5] + struct.pack(">HH", 65_500, 65_500) + plain[place + 9 :]
    yield "flood of pixels", "JPEG of 65,500", sized
    slow = saved(Image.new("RGB", (8, 8)), "JPEG", progressive=True)
    scan = slow[
        slow.index(b"\xff\xda") : slow.index(b"\xff\xda", slow.index(b"\xff\xda") + 2)
    ]
    many = slow[: slow.index(b"\xff\xda")] + scan * 20_000 + b"\xff\xd9"
    yield "too many pieces", "JPEG of 20,000 scans", many
    yield "damaged", "JPEG of two pictures", plain[:place] + plain[place:-2] + plain[2:]


def others() -> Iterator[tuple[str, str, bytes]]:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG", "AVIF"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=9)
        yield "moving picture", kind, data
    flood = [(256, 4, 1, 100_000), (257, 4, 1, 100_000), (258, 3, 1, 8), (262, 3, 1, 1)]
    places = [(273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, 100_000), (279, 4, 1, 100)]
    yield "flood of pixels", "TIFF", tiff(flood + places)
    yield "damaged", "TIFF that goes round", tiff([(256, 4, 1, 5)], following=8)
    yield "damaged", "TIFF of nothing", tiff([])
    pages = [Image.new("1", (1, 1))] * 120
    many = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    yield "too many pieces", "TIFF of 120 pages", many
    yield "damaged", "HEIC of nothing", b"\0\0\0\x18ftypheic" + b"\0" * 99
    yield "damaged", "AVIF of nothing", b"\0\0\0\x18ftypavif" + b"\0" * 99
    yield "damaged", "WebP of nothing", b"RIFF\x10\0\0\0WEBPVP8 " + b"\xff" * 20
    yield "other kind", "BMP", saved(frames[0], "BMP")
    yield "other kind", "icon", saved(frames[0], "ICO")


def programs() -> Iterator[tuple[str, str, bytes]]:
    yield "program", "Windows", b"MZ\x90\x00" + bytes(600)
    yield "program", "Linux", b"\x7fELF\x02\x01\x01" + bytes(600)
    yield "program", "shell", b"#!/bin/sh\nrm -rf /\n"
    yield "program", "Java", b"\xca\xfe\xba\xbe" + bytes(99)
    yield "page of the web", "HTML", b"<!DOCTYPE html><script>alert(1)</script>"
    yield (
        "page of the web",
        "SVG",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    )
    yield "page of the web", "MHTML", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>"
    yield "text", "XML", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
    yield "text", "CSV", b"=cmd|' /C calc'!A0,1\n"
    yield "text", "nothing but zeros", bytes(5000)
    yield "text", "PostScript", b"%!PS-Adobe-3.0\n(x) run\n"


def samples(*, light: bool = False) -> Iterator[Sample]:
    files_of = (pngs, jpegs, others)
    for files in files_of if light else (*files_of, bombs):
        for kind, variant, data in files():
            yield Sample(f"Picture: {kind}", variant, data)
    for kind, variant, data in programs():
        yield Sample(f"Other: {kind}", variant, data)
