from django.urls import path

from . import board, call_taps, calls, taps

urlpatterns = [
    path("", board.desk, name="desk"),
    path("calls/", calls.calls, name="desk-calls"),
    path("calls/new/", calls.new_call, name="desk-new-call"),
    path("calls/<uuid:pk>/", calls.call, name="desk-call"),
    path("calls/<uuid:pk>/assign/", taps.Assign.as_view(), name="desk-assign"),
    path("calls/<uuid:pk>/keep/", taps.Hold.as_view(), name="desk-hold"),
    path("calls/<uuid:pk>/let-go/", taps.LetGo.as_view(), name="desk-let-go"),
    path("calls/<uuid:pk>/close/", call_taps.CloseWithoutTeam.as_view(), name="desk-close"),
    path("calls/<uuid:pk>/link/", call_taps.LinkDuplicate.as_view(), name="desk-link"),
    path("calls/<uuid:pk>/void/", call_taps.Void.as_view(), name="desk-void"),
    path("calls/<uuid:pk>/reopen/", call_taps.Reopen.as_view(), name="desk-reopen"),
    path("calls/<uuid:pk>/priority/", call_taps.ChangePriority.as_view(), name="desk-priority"),
    path("calls/<uuid:pk>/hand-over/", call_taps.HandOver.as_view(), name="desk-hand-over"),
    path("calls/<uuid:pk>/waits/", call_taps.CallerWaits.as_view(), name="desk-waits"),
    path("calls/<uuid:pk>/go-on/", call_taps.GoOn.as_view(), name="desk-go-on"),
    path("calls/<uuid:pk>/call-back/", call_taps.CallBack.as_view(), name="desk-call-back"),
    path("calls/<uuid:pk>/supports/", call_taps.SendSupport.as_view(), name="desk-send-support"),
    path("supports/<uuid:pk>/", call_taps.ChangeSupport.as_view(), name="desk-change-support"),
    path("calls/<uuid:pk>/notes/", taps.WriteNote.as_view(), name="desk-note"),
    path("assignments/<uuid:pk>/withdraw/", taps.Withdraw.as_view(), name="desk-withdraw"),
    path("backups/<uuid:pk>/acknowledge/", taps.AcknowledgeBackup.as_view(), name="desk-acknowledge-backup"),
    path("backups/<uuid:pk>/end/", taps.EndBackup.as_view(), name="desk-end-backup"),
    path("letters/<uuid:pk>/dealt-with/", taps.DealWithLetter.as_view(), name="desk-deal-with-letter"),
]
