"""A button that does one thing."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.views.generic import View


class ActionView(View):
    """A POST that does one thing, says what came of it, and goes back to `back()`.

    `expected` are the errors that `sentences_of` puts into words; others are errors of ours.
    """

    http_method_names = ["post"]
    expected: tuple[type[Exception], ...] = ()

    def post(self, request, *args, **kwargs):
        try:
            messages.success(request, self.act())
        except self.expected as error:
            for sentence in self.sentences_of(error):
                messages.error(request, sentence)
        return HttpResponseRedirect(self.back())

    def act(self) -> str:
        """Does it and returns what to say."""
        raise NotImplementedError

    def back(self) -> str:
        raise NotImplementedError

    def sentences_of(self, error: Exception) -> list[str]:
        raise NotImplementedError
