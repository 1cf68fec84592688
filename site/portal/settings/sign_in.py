"""How people sign in (django-allauth): limits, second factors, sessions, single sign-on."""

from datetime import timedelta

import environ

from .single_sign_on import providers_from

env = environ.Env()

AUTHENTICATION_BACKENDS = ["people.sign_in.backends.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"

# Its parameters and what they cost: docs/decisions/0013. The second reads what was kept before.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds that a link in a mail is good for

# One way in for passwords, profiles and mails: Wagtail's own ones are shut.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

ACCOUNT_ADAPTER = "people.sign_in.adapters.account.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "people.sign_in.forms.LoginForm",
    "reauthenticate": "people.sign_in.forms.ReauthenticateForm",
    "change_password": "people.sign_in.forms.ChangePasswordForm",
    "set_password": "people.sign_in.forms.SetPasswordForm",
    "reset_password": "people.sign_in.forms.ResetPasswordForm",
    "reset_password_from_key": "people.sign_in.forms.ResetPasswordKeyForm",
    "add_email": "people.sign_in.forms.AddEmailForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}  # the other names are looked up by AccountBackend
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth's check asks
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_SESSION_REMEMBER = False  # a computer in a staff room is shared
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# A whole school, often a whole city, comes from one address: what is limited by address here holds
# back floods only. Guessing is limited by people.sign_in.attempts.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": "300/m/ip,3/15m/key",
    "reset_password_from_key": "300/m/ip",
    "change_password": "20/10m/user",
    "manage_email": "10/10m/user",
    "reauthenticate": "20/10m/user",
}

MFA_ADAPTER = "people.sign_in.adapters.mfa.MfaAdapter"
MFA_FORMS = {
    "authenticate": "people.sign_in.forms.AuthenticateForm",
    "reauthenticate": "people.sign_in.forms.ReauthenticateCodeForm",
    "activate_totp": "people.sign_in.forms.ActivateTOTPForm",
    "add_webauthn": "people.sign_in.forms.AddWebAuthnForm",
    "edit_webauthn": "people.sign_in.forms.EditWebAuthnForm",
    "authenticate_webauthn": "people.sign_in.forms.AuthenticateWebAuthnForm",
    "reauthenticate_webauthn": "people.sign_in.forms.ReauthenticateWebAuthnForm",
    "login_webauthn": "people.sign_in.forms.LoginWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts come from the roster, not from an address
MFA_TOTP_TOLERANCE = 1  # codes before and after: clocks of phones differ
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}

SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", True)

# Minutes without a request, and hours since signing in, after which a session ends.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", 8 * 60)
SESSION_HOURS = env.int("SESSION_HOURS", 14 * 24)
GUARDED_SESSION_IDLE_MINUTES = env.int("GUARDED_SESSION_IDLE_MINUTES", 30)
GUARDED_SESSION_HOURS = env.int("GUARDED_SESSION_HOURS", 10)
SESSION_COOKIE_AGE = int(timedelta(hours=SESSION_HOURS).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

SOCIALACCOUNT_ADAPTER = "people.sign_in.adapters.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = providers_from(env)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
