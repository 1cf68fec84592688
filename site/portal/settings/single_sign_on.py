"""The providers of single sign-on, as the environment names them."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from .needed import proper_address

# The bureau's own, and room for two more. The ids stay: linked identities are kept under them.
OPENID = {"oidc": "OIDC", "oidc2": "OIDC_2", "oidc3": "OIDC_3"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
DEFAULT_CLAIM = "teacher_number"


def providers_from(env) -> dict:
    """SOCIALACCOUNT_PROVIDERS. Raises ImproperlyConfigured for an address that is not https."""
    openid = [_openid(env, id, prefix) for id, prefix in OPENID.items()]
    providers = {
        "openid_connect": {
            "APPS": [app for app in openid if app],
            "OAUTH_PKCE_ENABLED": True,
        }
    }
    if client := env.str("FEISHU_CLIENT_ID", ""):
        claim = env.str("FEISHU_TEACHER_CLAIM", "employee_no")
        providers["feishu"] = _own(client, env.str("FEISHU_CLIENT_SECRET"), claim)
    if client := env.str("DINGTALK_CLIENT_ID", ""):
        # It tells no number: an account is linked by its owner, signed in with the password.
        providers["dingtalk"] = _own(client, env.str("DINGTALK_CLIENT_SECRET"), "")
    return providers


def _openid(env, id: str, prefix: str) -> dict | None:
    server = env.str(f"{prefix}_SERVER_URL", "")
    if not server:
        return None
    if urlsplit(server).hostname not in LOOPBACK:
        proper_address(server, f"{prefix}_SERVER_URL")
    return {
        "provider_id": id,
        "name": env.str(f"{prefix}_NAME", "") or _("统一身份认证"),
        "client_id": env.str(f"{prefix}_CLIENT_ID"),
        "secret": env.str(f"{prefix}_CLIENT_SECRET"),
        "settings": {
            "server_url": server,
            "teacher_claim": env.str(f"{prefix}_TEACHER_CLAIM", DEFAULT_CLAIM),
            "scope": env.list(f"{prefix}_SCOPE", default=["openid", "profile"]),
        },
    }


def _own(client: str, secret: str, claim: str) -> dict:
    settings = {"teacher_claim": claim}
    return {"APPS": [{"client_id": client, "secret": secret, "key": "", "settings": settings}]}
