"""What browsers are told about every answer besides its content."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings

from portal.desk import is_desk


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere; the editor's desk gets one of its own.

    Wagtail's administration writes scripts and styles into its pages. What it previews is one of
    our pages under our policy, and only that may stand in a frame, the desk's.
    """

    def get_policy_parts(self, request, response, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if is_desk(request):
            parts.config = settings.DESK_CONTENT_SECURITY_POLICY
        elif getattr(request, "is_preview", False):
            parts.replace = {**(parts.replace or {}), "frame-ancestors": ["'self'"]}
        return parts


class BrowserFeaturesMiddleware:
    """Denies pages what they never ask for, and other sites the use of our files."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        return response
