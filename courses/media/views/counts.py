"""What a page tells when somebody has opened it."""

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from courses.media.counting import count_view as count


# A browser sends this on its own, without a form: a reader has neither a session nor a token, and
# gets none for being counted. It changes one number, and once in half an hour for each visitor.
@csrf_exempt
@require_POST
def count_view(request, pk: int):
    """Counts one view. Says nothing, whether it was counted or not."""
    if not Page.objects.live().filter(pk=pk).exists():
        raise Http404
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        count(pk, request)
    return HttpResponse(status=204)
