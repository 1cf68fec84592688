from django.urls import path

from credits.claims.views import evidence, exports, kinds, own, review, writing

OWN = "my/claims/<uuid:pk>/"
REVIEW = "claims/review/<uuid:pk>/"

urlpatterns = [
    # for teachers
    path("my/claims/", own.OwnClaimsView.as_view(), name="claims"),
    path("my/claims/list.xlsx", exports.OwnExportView.as_view(), name="claims-export"),
    path("my/claims/new/", own.NewClaimView.as_view(), name="claim-new"),
    path("my/claims/photos/", own.PhotosView.as_view(), name="claim-photos"),
    path(OWN, writing.ClaimView.as_view(), name="claim"),
    path(f"{OWN}autosave/", writing.AutosaveView.as_view(), name="claim-autosave"),
    path(f"{OWN}check/", writing.CheckView.as_view(), name="claim-check"),
    path(f"{OWN}withdraw/", own.WithdrawView.as_view(), name="claim-withdraw"),
    path(f"{OWN}copy/", own.CopyView.as_view(), name="claim-copy"),
    path(f"{OWN}discard/", own.DiscardView.as_view(), name="claim-discard"),
    path(f"{OWN}appeal/", own.AppealView.as_view(), name="claim-appeal"),
    # for everybody who may see the claim
    path(
        "claims/evidence/<uuid:pk>/file/",
        evidence.EvidenceView.as_view(),
        {"part": "file"},
        name="claim-evidence",
    ),
    path(
        "claims/evidence/<uuid:pk>/preview.webp",
        evidence.EvidenceView.as_view(),
        {"part": "preview"},
        name="claim-evidence-preview",
    ),
    path(
        "claims/evidence/<uuid:pk>/thumbnail.webp",
        evidence.EvidenceView.as_view(),
        {"part": "thumbnail"},
        name="claim-evidence-thumbnail",
    ),
    # for reviewers
    path("claims/review/", review.QueueView.as_view(), name="claim-queue"),
    path("claims/review/list.xlsx", exports.QueueExportView.as_view(), name="claim-queue-export"),
    path(REVIEW, review.ReviewView.as_view(), name="claim-review"),
    path(f"{REVIEW}skip/", review.SkipView.as_view(), name="claim-skip"),
    path(f"{REVIEW}hand-over/", review.HandOverView.as_view(), name="claim-hand-over"),
    # for the city
    path("claims/kinds/", kinds.KindsView.as_view(), name="claim-kinds"),
    path("claims/kinds/new/", kinds.KindView.as_view(), name="claim-kind-new"),
    path("claims/kinds/<key:pk>/", kinds.KindView.as_view(), name="claim-kind"),
]
