"""Films in the editor's desk: their list, their form, and the chooser on pages."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet

from courses.media.forms import VideoForm
from courses.models import Video


class ChosenVideoForm(VideoForm):
    """Without the poster, whose own chooser would have to open above this one."""

    class Meta(VideoForm.Meta):
        model = Video
        fields = ["title", "file", "captions", "address", "minutes", "transcript"]


class VideoCreateView(SnippetCreateView):
    def get_creation_form_kwargs(self):
        return {**super().get_creation_form_kwargs(), "for_user": self.request.user}


class VideoChooserViewSet(SnippetChooserViewSet):
    icon = "media"
    choose_one_text = _("选择视频")
    choose_another_text = _("换一个视频")
    edit_item_text = _("修改这个视频")
    creation_tab_label = _("新增视频")
    create_action_label = _("保存并选用")
    creation_form_class = ChosenVideoForm
    create_view_class = VideoCreateView


class OfThisFilm:
    """Asks the policy about the very film: Wagtail's views ask only about films as such."""

    def get_object(self, *args, **kwargs):
        video = super().get_object(*args, **kwargs)
        if not self.user_has_permission_for_instance(self.permission_required, video):
            raise PermissionDenied
        return video


class VideoEditView(OfThisFilm, EditView):
    pass


class VideoDeleteView(OfThisFilm, DeleteView):
    pass


class VideoIndexView(IndexView):
    # Without a name Wagtail asks the results for their model; a search for nothing has none.
    context_object_name = "videos"


class VideoViewSet(SnippetViewSet):
    model = Video
    icon = "media"
    menu_label = _("视频")
    add_to_admin_menu = True
    menu_order = 310  # after pictures and documents
    chooser_viewset_class = VideoChooserViewSet
    index_view_class = VideoIndexView
    edit_view_class = VideoEditView
    delete_view_class = VideoDeleteView
    list_display = ["title", "minutes", "created_at"]
    list_per_page = 30
    copy_view_enabled = False  # two films would share one file, and one of them delete it
