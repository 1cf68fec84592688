from django.urls import path

from portal.handbook.views import ContentsView, SectionView

urlpatterns = [
    path("handbook/", ContentsView.as_view(), name="handbook"),
    path("handbook/<int:number>/", SectionView.as_view(), name="handbook-section"),
]
