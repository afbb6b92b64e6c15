"""Whoever reads an address finds the code behind it: one name for URL, view and permission."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

from gmp_portal.accounts.rights import Permission

OWN = ("partners", "areas", "meetings", "advisory_group", "reporting", "website", "writing")
STEPS_OF = ("partners", "areas", "advisory_group", "reporting", "gmp_portal.meetings")
# Views that ask what another name says: what they ask, which must stand in the view.
OTHERWISE = {
    # Whoever has the link has the right.
    "partners:signature_confirm": "token_sha256",
    "partners:letter_link": "token_sha256",
    "partners:invitation_link": "token_sha256",
    "website:mail_choice": "chooser_behind",
    "website:mail_choice_end": "chooser_behind",
    "website:newsletter_confirm": "reading.to_confirm",
    "website:newsletter_end": "reading.to_end",
    # Everybody; the address is proved by a mail
    "website:newsletter_subscribe": "first_code.held_up",
    # Whoever is signed in keeps and drops what they typed themselves, and nobody else's.
    "writing:unsent_keep": "by=request.user",
    "writing:unsent_drop": "by=request.user",
    "writing:unsent_discard": "by=request.user",
    # Whoever may read the draft says so of the own visits, and of nobody else's.
    "areas:change_see_all": "by=request.user",
    # A part of writing the draft
    "partners:letter_part": "can_edit",
    "partners:letter_autosave": "can_edit",
    "partners:letter_remove_document": "can_edit",
    "partners:letter_filled_form": "can_edit",
    "partners:letter_form_take": "can_edit",
    "partners:letter_paper_make": "can_edit",
    # A part of writing about it
    "partners:mailed_answer": "can_write",
    # A part of sharing it
    "partners:letter_link_list": "can_share",
    "partners:letter_link_revoke": "can_share",
    "meetings:report_autosave": "can_report_edit",
    "reporting:progress_autosave": "can_progress_edit",
    "reporting:area_report_autosave": "can_area_report_edit",
    # A part of saying where a point is taken up
    "advisory_group:point_put_back": "can_take_up",
    # The lookup asks with the amendments: can_amendment_take_in(amendment)
    "areas:amendment_take_in": "_agreed",
    # Of the people of an area, one of its sheets
    "areas:area_roster_people": "can_roster_people",
    # The lookup asks with the area: can_announce(area)
    "website:area_announcement_start": "_get_area_to_write_to",
    # The lookup asks with the cycle: can_progress_start(cycle), can_area_report_start(cycle)
    "reporting:progress_start": "get_partner_to_report",
    "reporting:area_report_start": "get_area_to_report",
    # The page of a rule is public; changing it is not
    "website:rule_detail": "can_change_rule",
    # The lookup of a text for new partners asks: can_welcome_edit
    "areas:welcome_edit": "_record(request",
    # A part of taking new partners in, and of the agenda of the meeting
    "areas:newcomer_agenda": "can_agenda_add",
    # What its app asks for the text
    "writing:presence": "writing.require_now",
    "writing:revision_restore": "writing.require_now",
    # Whoever is signed in has an address of the own calendar, and finds no other
    # Everybody has the own data removed, and nobody those of others
    "website:own_data_copy": "by=request.user",
    "website:erasure_ask": "by=request.user",
    "website:erasure_take_back": "by=request.user",
    # The same as of letters, chosen on lists of partners
    "website:bulk_partners": "can_bulk_start",
    # What the secretariat recorded for somebody is taken back as by the person
    "website:erasure_keep": "can_erasure_take_back",
    "website:calendar_address_make": "by=request.user",
    "website:calendar_address_renew": "by=request.user",
    "website:calendar_address_revoke": "by=request.user",
    # Nobody finds the filter of somebody else
    "website:saved_filter_remove": "by=request.user",
    # Each reader for the own session
    "website:notice_hide": "request.session",
    "website:impersonation_end": "begun_by=request.user",
    # Only where there is a demonstration
    "website:demo_mail_reply": "_only_in_demo",
    # Everybody the own profile
    "website:profile": "request.user",
}


def _addresses(patterns, namespace=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern.url_patterns, pattern.namespace or namespace)
        elif namespace in OWN:
            yield f"{namespace}:{pattern.name}", pattern.callback


CALLBACKS = dict(_addresses(get_resolver().url_patterns))
ADDRESSES = {name: inspect.unwrap(view) for name, view in CALLBACKS.items()}


NAMED = re.compile(rf"""\{{% url ["']([\w:]+)["']|["']((?:{"|".join(OWN)}):\w+)["']""")


def names_of(address, view):
    """The names under which view and permission of an address may stand."""
    name = address.split(":")[1]
    module = view.__module__.rsplit(".", 1)[1]
    nouns = [name[:end] for end in (match.start() for match in re.finditer("_", name))]
    known = [noun for noun in nouns if module.startswith(noun.removesuffix("y"))]
    return {name} | {name.removeprefix(f"{noun}_") for noun in known}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_view_is_named_as_its_address(address):
    view = ADDRESSES[address]

    name = view.__name__.rstrip("_")

    assert name in names_of(address, view)


def test_only_what_no_browser_sends_is_taken_without_the_token_of_a_form():
    """Whoever adds one says there why no cookie stands behind it."""
    without = {
        name for name, view in CALLBACKS.items() if getattr(view, "csrf_exempt", False)
    }

    assert without == {"website:mail_choice_end", "website:newsletter_end"}


def _changes_something(view):
    return "require_safe" not in inspect.getsource(view)


@pytest.mark.parametrize(
    "address", [name for name, view in ADDRESSES.items() if _changes_something(view)]
)
def test_the_permission_is_named_as_the_address(address):
    view = ADDRESSES[address]
    source = inspect.getsource(view)

    asked = set(re.findall(r"\bcan_(\w+)", source))

    if address in OTHERWISE:
        assert OTHERWISE[address] in source
    else:
        assert asked & names_of(address, view)


@pytest.mark.parametrize("app", STEPS_OF)
def test_a_step_is_named_as_its_permission(app):
    """Pages ask for ``"confirm"`` and views for ``can_confirm``: no name for several steps."""
    permissions = {
        name: value
        for name, value in vars(import_module(f"{app}.permissions")).items()
        if isinstance(value, Permission)
    }

    assert permissions
    assert {name: value.name for name, value in permissions.items()} == {
        name: name.removeprefix("can_") for name in permissions
    }


def test_what_is_named_otherwise_exists():
    assert set(OTHERWISE) <= set(ADDRESSES)


def is_an_address(name):
    *namespaces, name = name.split(":")
    resolver = get_resolver()
    for namespace in namespaces:
        if namespace not in resolver.namespace_dict:
            return False
        resolver = resolver.namespace_dict[namespace][1]
    return name in resolver.reverse_dict


def test_every_address_that_a_template_names_exists():
    """A name that leads nowhere is silent in ``{% url … as … %}``: the link never shows."""
    named = {
        name: path.name
        for path in (Path(settings.BASE_DIR) / "templates").rglob("*.*")
        for found in NAMED.finditer(path.read_text(encoding="utf-8"))
        for name in filter(None, found.groups())
    }

    assert len(named) > 100
    assert {name: file for name, file in named.items() if not is_an_address(name)} == {}
