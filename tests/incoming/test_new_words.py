"""Of an answer the new words are read, in the ways in which mail programs quote."""

import pytest

from gmp_portal.incoming import new_words, plain_text

SAMPLES = {
    "nothing quoted": ("Yes.\n\nDo so.\n", "Yes.\n\nDo so."),
    "below": ("Yes.\n\nOn Mon, 3 May 2027, GMP <p@x.org> wrote:\n> Do you?\n>\n", "Yes."),
    "introduced in two lines": (
        "Yes.\n\nOn Mon, 3 May 2027 at 10:11, the portal of the\nPartnership wrote:\n\n> Do you?",
        "Yes.",
    ),
    "introduced in Chinese": ("同意。\n\n张三 于2027年5月3日写道：\n> 问题", "同意。"),
    "introduced in Arabic": ("نعم.\n\nكتب فلان:\n> سؤال", "نعم."),
    "a sentence with a colon before it": (
        "We name three:\ngold, cement,\nand this one:\n> waste",
        "We name three:\ngold, cement,",
    ),
    "above": ("On Monday P wrote:\n> Do you?\n> Really?\n\nYes.", "Yes."),
    "above without an introduction": ("> Do you?\n\nYes.\n", "Yes."),
    "point by point": (
        "P wrote:\n> First?\n\nYes.\n\n> Second?\n\nNo.\n\n> Third?\n",
        "P wrote:\n> First?\n\nYes.\n\n> Second?\n\nNo.",
    ),
    "Outlook": (
        "Yes.\n\nFrom: P <p@x.org>\nSent: Monday\nTo: A\nSubject: Q\n\nDo you?",
        "Yes.",
    ),
    "Outlook in bold": (
        "Yes.\n\n*From:* P <p@x.org>\n*Sent:* Monday\n*To:* A\n\nQ",
        "Yes.",
    ),
    "Outlook in French": ("Oui.\n\nDe : P <p@x.org>\nEnvoyé : lundi\nÀ : A\n\nQ", "Oui."),
    "Outlook in Chinese": (
        "是。\n\n发件人: P <p@x.org>\n发送时间: 1\n收件人: A\n\nQ",
        "是。",
    ),
    "a line drawn": ("Yes.\n________________\nFrom: P\nSent: Monday\n\nQ", "Yes."),
    "original message": ("Yes.\n\n-----Original Message-----\nFrom: P\n\nQ", "Yes."),
    "signature": ("Yes.\n\n-- \nAmina Example\nMinistry", "Yes."),
    "telephone": ("Yes.\n\nSent from my iPhone\n\n> Q", "Yes."),
    # In doubt it stays
    "own contact": (
        "Contact: a@x.org\nTelephone: 12\nWebsite: x.org",
        "Contact: a@x.org\nTelephone: 12\nWebsite: x.org",
    ),
    "a list with hyphens": ("We offer:\n- money\n- time", "We offer:\n- money\n- time"),
    "a rule of one's own": ("Part 1\n----------\nPart 2", "Part 1\n----------\nPart 2"),
    "a heading of one's own": ("--- Costs ---\nNone", "--- Costs ---\nNone"),
    "kind regards": ("Yes.\n\nKind regards\nAmina\n\nPS: no.", None),
    # The words of the portal are nobody's answer; files may have come with them.
    "nothing but a quotation": ("> Q\n> Q", ""),
    "nothing but a signature": ("-- \nAmina\n\nP wrote:\n> Q", ""),
    "nothing": ("", ""),
    "text above a quotation that begins late": (
        "One\ntwo\n> three\nfour",
        "One\ntwo\n> three\nfour",
    ),
    "a quoted header": ("> From: a\n> Sent: b\n> To: c\n\nYes.", "Yes."),
    "a paragraph before a quotation at its end": ("One.\nTwo:\n\n> Q", "One."),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_new_words_of_an_answer(name):
    text, expected = SAMPLES[name]

    assert new_words.of(text) == (text if expected is None else expected)


PAGES = {
    "paragraphs": ("<p>One<p>Two<br>three", "One\n\nTwo\nthree"),
    "what nobody sees": (
        "<head><style>p{}</style><title>T</title></head><body><script>1</script>One",
        "One",
    ),
    "a head that never ends": ("<head><title>T<body>One", "One"),
    "an object inside another": ("<object><object>x</object>y</object>One", "One"),
    "blanks": ("  One\n  <b>two</b>\t&nbsp;three ", "One two  three"),
    "a list": ("<ul><li>One<li>Two</ul>end", "One\nTwo\n\nend"),
    "quoted": ("Yes<blockquote>A<br>B</blockquote>", "Yes\n\n> A\n> B"),
    "quoted twice": ("<blockquote>A</blockquote></blockquote>B", "> A\n\nB"),
    "unfinished": ("One <b", "One <b"),
    "a line too many": ("<p>A</p><p></p><br><br><p>B</p>", "A\n\nB"),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_words_of_a_page(name):
    html, expected = PAGES[name]

    assert plain_text.of(html) == expected
