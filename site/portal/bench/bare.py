"""The site's addresses and one that does nothing: what any page costs before it does anything."""

from django.http import HttpResponse
from django.urls import path

from portal import urls


def bare(request):
    return HttpResponse("bare")


urlpatterns = [path("bare/", bare), *urls.urlpatterns]
