from django.urls import path

from . import board, calls, digest, late, new_call, paper, practice, screening, taps

urlpatterns = [
    path("", board.desk, name="desk"),
    path("digest/", digest.digest, name="desk-digest"),
    path("practice/", practice.practice, name="desk-practice"),
    path("paper/", paper.hub, name="desk-paper"),
    path("print/", paper.printed, name="desk-print"),
    path("print/forms/", paper.sheets, name="desk-sheets"),
    path("late/", late.late, name="desk-late"),
    path("calls/", calls.calls, name="desk-calls"),
    path("calls/new/", new_call.new_call, name="desk-new-call"),
    path("calls/new/verdict/", new_call.verdict, name="desk-verdict"),
    path("calls/<uuid:pk>/", calls.call, name="desk-call"),
    path("calls/<uuid:pk>/assign/", taps.Assign.as_view(), name="desk-assign"),
    path("calls/<uuid:pk>/keep/", taps.Hold.as_view(), name="desk-hold"),
    path("calls/<uuid:pk>/let-go/", taps.LetGo.as_view(), name="desk-let-go"),
    path("calls/<uuid:pk>/close/", taps.CloseWithoutTeam.as_view(), name="desk-close"),
    path("calls/<uuid:pk>/screening/", screening.screen_again, name="desk-screen"),
    path("calls/<uuid:pk>/screening/verdict/", screening.verdict_again, name="desk-verdict-again"),
    path("calls/<uuid:pk>/override/", taps.Override.as_view(), name="desk-override"),
    path("calls/<uuid:pk>/notes/", taps.WriteNote.as_view(), name="desk-note"),
    path("assignments/<uuid:pk>/withdraw/", taps.Withdraw.as_view(), name="desk-withdraw"),
    path("backups/<uuid:pk>/acknowledge/", taps.AcknowledgeBackup.as_view(), name="desk-acknowledge-backup"),
    path("backups/<uuid:pk>/end/", taps.EndBackup.as_view(), name="desk-end-backup"),
    path("letters/<uuid:pk>/dealt-with/", taps.DealWithLetter.as_view(), name="desk-deal-with-letter"),
]
