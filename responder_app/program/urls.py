from django.urls import path

from . import alarms, areas, cautions, hours, lists, push, referrals, rulesets, scenes, settings, transfers, words

urlpatterns = [
    path("", referrals.program, name="program"),
    path("referrals.csv", referrals.referrals_csv, name="program-referrals-csv"),
    path("alarms/", alarms.strip, name="program-alarms"),
    path("worker.js", push.worker, name="program-worker"),
    path("push/", push.subscribe, name="program-push"),
    path("push/end/", push.unsubscribe, name="program-push-end"),
    path("settings/", settings.settings, name="program-settings"),
    path("form/", scenes.form, name="program-form"),
    path("rules/", rulesets.rules, name="program-rules"),
    path("cautions/", cautions.cautions, name="program-cautions"),
    path("cautions/<uuid:caution>/review/", cautions.review, name="program-caution-review"),
    path("hours/", hours.hours, name="program-hours"),
    path("areas/", areas.areas, name="program-areas"),
    path("areas/draw/", areas.draw, name="program-area-draw"),
    path("areas/<int:area>/remove/", areas.remove, name="program-area-remove"),
    path("words/", words.words, name="program-words"),
    path("words/practice/", words.practice, name="program-practice"),
    path("lists/", lists.lists, name="program-lists"),
    path("lists/add/", lists.add, name="program-list-add"),
    path("lists/<int:entry>/end/", lists.end, name="program-list-end"),
    path("lists/<int:entry>/earlier/", lists.earlier, name="program-list-earlier"),
    path("transfers/", transfers.transfers, name="program-transfers"),
]
