from django.urls import path

from . import cautions, digest, lists, people, referrals, rulesets, scenes, training

urlpatterns = [
    path("", referrals.program, name="program"),
    path("referrals.csv", referrals.referrals_csv, name="program-referrals-csv"),
    path("digest/", digest.digest, name="program-digest"),
    path("people/", people.people, name="program-people"),
    path("people/<int:person>/", people.change, name="program-person"),
    path("training/", training.training, name="program-training"),
    path("training/open/", training.open_, name="program-training-open"),
    path("training/empty/", training.empty, name="program-training-empty"),
    path("form/", scenes.form, name="program-form"),
    path("rules/", rulesets.rules, name="program-rules"),
    path("cautions/", cautions.cautions, name="program-cautions"),
    path("cautions/<uuid:caution>/review/", cautions.review, name="program-caution-review"),
    path("lists/", lists.lists, name="program-lists"),
    path("lists/add/", lists.add, name="program-list-add"),
    path("lists/<int:entry>/end/", lists.end, name="program-list-end"),
    path("lists/<int:entry>/earlier/", lists.earlier, name="program-list-earlier"),
]
