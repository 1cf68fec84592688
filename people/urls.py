from django.urls import path

from people.views.delegations import DelegationListView, EndDelegationView, GiveDelegationView
from people.views.grants import EndGrantView, GiveGrantView, GrantListView

urlpatterns = [
    path("grants/", GrantListView.as_view(), name="grants"),
    path("grants/new/", GiveGrantView.as_view(), name="give-grant"),
    path("grants/<int:pk>/end/", EndGrantView.as_view(), name="end-grant"),
    path("delegations/", DelegationListView.as_view(), name="delegations"),
    path("delegations/new/", GiveDelegationView.as_view(), name="give-delegation"),
    path("delegations/<int:pk>/end/", EndDelegationView.as_view(), name="end-delegation"),
]
