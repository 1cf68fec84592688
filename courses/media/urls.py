from django.urls import path

from courses.media.views.counts import count_view
from courses.media.views.files import file_page, file_picture, lesson_files

urlpatterns = [
    path("lessons/<int:pk>/files.zip", lesson_files, name="lesson-files"),
    path("lessons/<int:pk>/files/<int:document>/<int:number>/", file_page, name="lesson-file-page"),
    path(
        "lessons/<int:pk>/files/<int:document>/<int:number>-<str:size>.webp",
        file_picture,
        name="lesson-file-picture",
    ),
    path("count/<int:pk>/", count_view, name="count-view"),
]
