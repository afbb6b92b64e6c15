"""What people write with signs, set in a PDF that can be read aloud (ADR 57, PDF/UA-1)."""

import io
from datetime import date

import pytest
from PIL import Image

from gmp_portal.typesetting import content, data
from gmp_portal.typesetting.extraction import File
from gmp_portal.typesetting.publication import (
    PublicationDocument,
    PublicationSection,
    publication_pdf,
)
from gmp_portal.typesetting.signs import lines, setting

TEXTS = {
    "en": (
        "%%%\n# Why\nA **bold** __word__^[See [the GMA](https://www.unep.org/), p. 3.], "
        "[a **link**](https://www.unep.org/x).\n## How\n- less\n  1. much\n  2. more\n- none\n\n"
        "1. first\n1. second^[Note.]\n| Year | Cost |\n| 2026 | **5**^[In USD.] |\n"
        "![7] A red field | Mines in __2024__ | [UNEP](https://www.unep.org/)\n![8] Gone"
    ),
    "zh-hans": (
        "%%%\n# 原因\n**汞** 的 __排放__^[见 [评估](https://www.unep.org/zh)。]。\n- 一\n  1. 二\n"
        "| 年 | 费用 |\n| 2026 | 5 |\n![7] 红色 | 矿区 | [环境署](https://www.unep.org/zh)"
    ),
    "ar": (
        "%%%\n# السبب\nكلمة **بارزة** مع [رابط GMA](https://www.unep.org/ar)^[انظر UNEP.].\n"
        "- الأول\n  1. الثاني\n| السنة | الكلفة |\n| 2026 | 5 |\n![7] حقل أحمر | المناجم | UNEP"
    ),
}


def picture(size=(40, 30)):
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, "PNG")
    return made.getvalue()


def document(language):
    blocks = setting.blocks(
        lines.read(TEXTS[language]),
        lambda key: ("image/png", picture()) if key == 7 else None,
        "Source: %s" if language == "en" else "%s",
    )
    return PublicationDocument(
        language=language,
        title="Example plan",
        issued_on=date(2027, 3, 1),
        sections=(PublicationSection("Summary", tuple(blocks)),),
    )


@pytest.mark.parametrize("language", TEXTS)
def test_headings_lists_tables_and_figures_are_tagged(language):
    result = publication_pdf(document(language))

    tags = [tags[-1] for _element, tags in File(result.content).elements()]
    assert result.problems == ()
    assert tags.count("Figure") == 1
    assert {"H3", "L", "LI", "Table", "TH", "Link", "Note"} <= set(tags)


def test_the_data_of_a_document_name_a_picture_and_do_not_hold_it():
    made = document("en")

    written = data.dumps(made)
    again = PublicationDocument.from_data(made.to_data())

    [figure, gone] = [
        block for block in again.sections[0].blocks if isinstance(block, content.Picture)
    ]
    assert len(written) < 6_000
    assert figure.sha256 in written.decode()
    assert figure.content == b""
    assert gone.alternative == "Gone"
