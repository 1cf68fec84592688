"""Headers that belong on every page of a signed-in person."""


class PrivatePagesMiddleware:
    """Tells browsers and proxies to keep no copy of a page made for somebody signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
