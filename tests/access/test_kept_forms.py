"""No form of the portal loses a text when the session or its token is gone, scripts or not."""

import html
import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gmp_portal.accounts.middleware import lacks_second_factor
from gmp_portal.ui import ways_back
from tests.access.addresses import addresses, url_of
from tests.access.kept_forms import PostForm, forms
from tests.access.registry import records_for
from tests.access.world import World
from tests.factories.accounts import with_second_factor

READY = re.compile(
    r'<form method="post" action="([^"]+)"[^>]* data-ready>(.*?)</form>', re.DOTALL
)
SEALED = re.compile(r'name="kept_post" value="([^"]+)"')


@pytest.fixture(scope="package")
def post_forms(world: World) -> list[PostForm]:
    """Every form with a text, once."""
    return forms(world)


def test_the_forms_are_found(post_forms: list[PostForm]) -> None:
    assert len(post_forms) > 50


def _send(client: Client, form: PostForm) -> str:
    referer = {"referer": f"http://testserver{form.page}", "origin": "http://testserver"}
    response = client.post(form.action, form.fields, headers=referer)
    return f"{response.status_code} {html.unescape(response.content.decode())}"


def _lost(form: PostForm, page: str) -> list[str]:
    return [text for text in form.texts if text not in page]


def _brings_back(form: PostForm, page: str) -> bool:
    """Whether a form on this page would send the same to the same address."""
    ready = READY.search(page)
    if not ready or ready[1] != form.action or _lost(form, ready[2]):
        return False
    names = {name for name in form.fields if name != "csrfmiddlewaretoken"}
    return names <= set(re.findall(r'name="([^"]+)"', ready[2]))


def test_who_was_signed_out_finds_the_text_and_sends_it_after_signing_in(
    world: World, post_forms: list[PostForm]
) -> None:
    faults = []
    for form in post_forms:
        with transaction.atomic():
            client = Client()
            page = _send(client, form)
            sealed = SEALED.search(page)
            if _lost(form, page) or not page.startswith("403") or not sealed:
                faults.append(f"{form}: {page[:3]} signed out")
                continue
            taken = client.post(reverse("kept_post_carry"), {"kept_post": sealed[1]})
            client.force_login(world.people[form.role])
            again = html.unescape(client.get(reverse("kept_post_detail")).content.decode())
            if "login" not in taken["Location"] or not _brings_back(form, again):
                faults.append(f"{form}: signed in again")
            transaction.set_rollback(True)

    assert not faults, "\n".join(faults)


def test_whose_second_factor_is_missing_finds_the_text_once_it_is_there(
    world: World, post_forms: list[PostForm]
) -> None:
    faults = []
    asked = [form for form in post_forms if _needs_factor(world, form.role)]
    for form in asked:
        with transaction.atomic():
            client, person = Client(), world.people[form.role]
            client.force_login(person)
            Authenticator.objects.filter(user=person).delete()
            page = _send(client, form)
            sealed = SEALED.search(page)
            carried = {"kept_post": sealed[1] if sealed else ""}
            taken = client.post(reverse("kept_post_carry"), carried)
            with_second_factor(person)
            again = html.unescape(client.get(reverse("kept_post_detail")).content.decode())
            is_led_on = taken.headers.get("Location") == reverse("mfa_index")
            if _lost(form, page) or not page.startswith("403") or not is_led_on:
                faults.append(f"{form}: {page[:3]} without a second factor")
            elif not _brings_back(form, again):
                faults.append(f"{form}: with a second factor")
            transaction.set_rollback(True)

    assert not faults, "\n".join(faults)
    assert len(asked) > 30


def _needs_factor(world: World, role: str) -> bool:
    with transaction.atomic():
        Authenticator.objects.filter(user=world.people[role]).delete()
        needs = lacks_second_factor(world.people[role])
        transaction.set_rollback(True)
    return needs


def test_a_form_without_its_token_comes_back_ready_to_be_sent(
    world: World, post_forms: list[PostForm]
) -> None:
    faults = []
    for form in post_forms:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = world.clients[form.role].cookies
        fields = form.fields | {"csrfmiddlewaretoken": ["x" * 64]}
        page = _send(
            strict, PostForm(form.role, form.page, form.action, fields, form.texts)
        )
        if not page.startswith("403") or not _brings_back(form, page):
            faults.append(f"{form}: {page[:3]}")

    assert not faults, "\n".join(faults)


def test_nothing_is_cut_by_a_browser(world: World, post_forms: list[PostForm]) -> None:
    read = {(form.role, form.page) for form in post_forms}
    pages = {(role, url): world.page(role, url) for role, url in read}

    assert all(pages.values())
    assert [key for key, page in pages.items() if "maxlength=" in page] == []


def test_whoever_signs_in_over_a_button_comes_to_a_page_that_can_be_read(
    world: World,
) -> None:
    blank = [
        f"{url} leads to {back}"
        for url in _closed_addresses(world)
        for back in (ways_back.record_above(url), _next_of(Client().get(url)))
        if world.asked("secretariat", back.partition("?")[0]).status == 405
    ]

    assert not blank, "\n".join(blank)


def _closed_addresses(world: World) -> list[str]:
    return [
        url_of(address, record.kwargs)
        for address in addresses()
        if not address.is_public and ":" in address.name and address.app != "admin"
        for record in records_for(address, world)[:1]
    ]


def _next_of(response: object) -> str:
    location = response["Location"]  # type: ignore[index]
    assert location.startswith(reverse(settings.LOGIN_URL))
    return location.partition("next=")[2] or "/"
