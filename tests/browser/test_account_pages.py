"""Signing in, signing up and the pages of one's account look and work like the portal."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from gmp_portal.accounts.models import User
from tests.browser.test_style_page import keep_picture
from tests.browser.writing_pages import copies, until
from tests.factories.accounts import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.browser.urls"),
    pytest.mark.django_db(transaction=True),
]
Check = Callable[[Page], None]
PASSWORD = "a long sentence with mercury"


@pytest.fixture
def member() -> User:
    """Somebody with a password and a confirmed address."""
    user = UserFactory.create(name="Sample Member", email="member@example.org")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def enter(live_server: Any, page: Page, address: str, *, again: bool = False) -> None:
    """Sign in by hand; pages about the second factor ask for the password again."""
    page.goto(f"{live_server.url}/accounts/login/?next={address}")
    page.get_by_label("Email").fill("member@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    if again:
        page.wait_for_url("**/accounts/reauthenticate/**")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(f"{live_server.url}{address}")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["login", "signup", "password/reset", "login/code"])
def test_entrance_is_accessible(
    live_server: Any, page: Page, axe: Check, fits: Check, name: str, width: int
):
    page.set_viewport_size({"width": width, "height": 900})

    response = page.goto(f"{live_server.url}/accounts/{name}/")

    keep_picture(page, f"account-{name.replace('/', '-')}-{width}")
    assert response
    assert response.status == 200
    axe(page)
    fits(page)


def test_wrong_password_is_explained_in_the_summary(
    live_server: Any, page: Page, axe: Check, member: User
):
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Email").fill(member.email)
    page.get_by_label("Password").fill("something else")

    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("do not fit together")
    axe(page)


@pytest.mark.parametrize(
    ("address", "again"),
    [
        ("email", False),
        ("password/change", False),
        ("2fa", False),
        ("2fa/totp/activate", True),
        ("2fa/webauthn/add", True),
        ("sessions", False),
    ],
)
def test_account_pages_are_accessible(
    live_server: Any,
    page: Page,
    axe: Check,
    fits: Check,
    member: User,
    address: str,
    again: bool,
):
    enter(live_server, page, f"/accounts/{address}/", again=again)

    keep_picture(page, f"account-{address.replace('/', '-')}")
    axe(page)
    page.set_viewport_size({"width": 320, "height": 900})
    fits(page)


def test_asking_for_the_password_again_is_accessible(
    live_server: Any, page: Page, axe: Check, member: User
):
    enter(live_server, page, "/form/")

    page.goto(f"{live_server.url}/accounts/2fa/totp/activate/")

    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    axe(page)


def test_passkey_is_added_and_listed(
    live_server: Any, page: Page, axe: Check, member: User
):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    enter(live_server, page, "/accounts/2fa/webauthn/add/", again=True)
    page.get_by_label("Name").fill("Sample key")
    page.get_by_label("Passwordless").check()

    page.get_by_role("button", name="Add").click()

    page.wait_for_url("**/recovery-codes/**")
    keep_picture(page, "account-recovery-codes")
    axe(page)
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/")
    expect(page.get_by_role("strong").filter(has_text="Sample key")).to_be_visible()
    keep_picture(page, "account-passkeys")
    axe(page)


def test_signing_out_empties_what_the_browser_kept_of_this_person(
    live_server: Any, page: Page, member: User
):
    enter(live_server, page, "/form/")
    page.evaluate("localStorage.setItem('draft:other:/x/', 'kept')")
    expect(page.locator("form[data-kept]")).to_be_visible()
    page.get_by_label("Summary").fill("Handed over to the server.")
    until(
        page,
        f"Object.keys(localStorage).some((key) => key.startsWith('draft:{member.pk}:'))",
    )
    page.route("**/accounts/logout/", lambda route: route.fulfill(body="out"))

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_text("out", exact=True)).to_be_visible()
    assert copies(page) == ["draft:other:/x/"]
