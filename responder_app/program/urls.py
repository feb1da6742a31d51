from django.urls import path

from . import cautions, lists, referrals, rulesets, scenes, words

urlpatterns = [
    path("", referrals.program, name="program"),
    path("referrals.csv", referrals.referrals_csv, name="program-referrals-csv"),
    path("form/", scenes.form, name="program-form"),
    path("rules/", rulesets.rules, name="program-rules"),
    path("cautions/", cautions.cautions, name="program-cautions"),
    path("cautions/<uuid:caution>/review/", cautions.review, name="program-caution-review"),
    path("words/", words.words, name="program-words"),
    path("words/practice/", words.practice, name="program-practice"),
    path("lists/", lists.lists, name="program-lists"),
    path("lists/add/", lists.add, name="program-list-add"),
    path("lists/<int:entry>/end/", lists.end, name="program-list-end"),
    path("lists/<int:entry>/earlier/", lists.earlier, name="program-list-earlier"),
]
