from django.views.generic import TemplateView

from courses.finding.site_search import search_site


class SearchView(TemplateView):
    template_name = "courses/search.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(found=search_site(self.request.GET), **kwargs)
