from django.urls import path

from courses.finding.views import SearchView

urlpatterns = [path("search/", SearchView.as_view(), name="site-search")]
