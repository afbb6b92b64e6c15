"""The forms of allauth in which people type: their texts go through the same policy as all others.

Passwords stay as they were typed. The form of the sign-up has it from ``signup.SignUpForm``.
"""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

from gmp_portal.characters import CleanTextMixin


class Login(CleanTextMixin, account.LoginForm):
    """Signs in with an address and a password."""


class AddEmail(CleanTextMixin, account.AddEmailForm):
    """Adds an address."""


class ChangeEmail(CleanTextMixin, account.ChangeEmailForm):
    """Mends the address of a new account."""


class ResetPassword(CleanTextMixin, account.ResetPasswordForm):
    """Asks for a new password."""


class UserToken(CleanTextMixin, account.UserTokenForm):
    """Reads the link by which a password is set anew."""


class RequestLoginCode(CleanTextMixin, account.RequestLoginCodeForm):
    """Asks for a code to sign in with."""


class ConfirmLoginCode(CleanTextMixin, account.ConfirmLoginCodeForm):
    """Takes the code to sign in with."""


class ConfirmEmailCode(CleanTextMixin, account.ConfirmEmailVerificationCodeForm):
    """Takes the code that proves an address."""


class ConfirmResetCode(CleanTextMixin, account.ConfirmPasswordResetCodeForm):
    """Takes the code that proves who asks for a new password."""


class Authenticate(CleanTextMixin, mfa.AuthenticateForm):
    """Takes the second factor."""


class Reauthenticate(CleanTextMixin, mfa.ReauthenticateForm):
    """Takes the second factor once more."""


class ActivateTOTP(CleanTextMixin, ActivateTOTPForm):
    """Begins to ask for codes of an app."""


class AddSecurityKey(CleanTextMixin, AddWebAuthnForm):
    """Names a new security key."""


class EditSecurityKey(CleanTextMixin, EditWebAuthnForm):
    """Names a security key anew."""
