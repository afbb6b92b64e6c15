"""The field for long texts without scripts: signs are explained, typed and kept (ADR 57)."""

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.ui.prose_fields import ProseField


class LongTextForm(PortalFormMixin, forms.Form):
    text = ProseField(label="Text", required=False)


def cleaned(sent):
    form = LongTextForm(QueryDict(sent))
    assert form.is_valid()
    return form.cleaned_data["text"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("text=%23+Why", "# Why"),
        ("text=%23+Why&text_with_signs=1", "%%%\n# Why"),
        ("text=%25%25%25%0A%23+Why&text_with_signs=1", "%%%\n# Why"),
        ("text=&text_with_signs=1", ""),
        ("text_with_signs=1", ""),
    ],
)
def test_who_types_signs_says_so(sent, kept):
    assert cleaned(sent) == kept


def test_only_a_text_without_signs_is_asked_about():
    plain, signed, empty = (
        str(LongTextForm(initial={"text": text})["text"])
        for text in ("Old words", "%%%\n# Why", "")
    )

    assert 'type="checkbox"' in plain
    assert "text_with_signs" not in signed
    assert 'type="hidden" name="text_with_signs"' in empty
    assert all("<noscript>" in shown for shown in (plain, signed, empty))


def test_the_editor_is_told_what_a_plain_text_is_with_signs(as_user, person):
    answer = as_user(person).post(
        reverse("how_it_reads"), {"signs": "1. We met.\n- <less>"}
    )

    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.content.decode() == "%%%\n1\\. We met.\n\n- <less>"
