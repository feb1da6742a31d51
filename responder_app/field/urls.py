from django.urls import path

from . import assignments, bundles, calls, encounters, home, letters, referrals, safety, shell, shifts

urlpatterns = [
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("sw.js", shell.service_worker, name="service-worker"),
    path("tablet/", home.home, name="tablet"),
    path("tablet/offline/", shell.offline, name="tablet-offline"),
    path("tablet/shift/", shifts.shift, name="tablet-shift"),
    path("tablet/shift/end/", shifts.end_shift, name="tablet-shift-end"),
    path("tablet/calls/<uuid:assignment>/", calls.call, name="tablet-call"),
    path("tablet/calls/<uuid:assignment>/scene/", calls.call, {"leaf": "scene"}, name="tablet-scene"),
    path("tablet/calls/<uuid:assignment>/after/", calls.call, {"leaf": "after"}, name="tablet-after"),
    path("tablet/calls/<uuid:assignment>/accept/", assignments.Accept.as_view(), name="tablet-accept"),
    path("tablet/calls/<uuid:assignment>/decline/", assignments.Decline.as_view(), name="tablet-decline"),
    path("tablet/calls/<uuid:assignment>/status/", assignments.ReportStatus.as_view(), name="tablet-status"),
    path("tablet/calls/<uuid:assignment>/seen/", assignments.Seen.as_view(), name="tablet-seen"),
    path("tablet/calls/<uuid:assignment>/notes/", encounters.WriteNote.as_view(), name="tablet-notes"),
    path("tablet/calls/<uuid:assignment>/backup/", safety.CallBackup.as_view(), name="tablet-backup"),
    path("tablet/calls/<uuid:assignment>/referrals/", referrals.Refer.as_view(), name="tablet-referrals"),
    path("tablet/calls/<uuid:assignment>/close/", encounters.Close.as_view(), name="tablet-close"),
    path("tablet/backups/<uuid:backup>/end/", safety.EndBackup.as_view(), name="tablet-backup-end"),
    path("tablet/letters/bundle/", bundles.bundle, name="tablet-bundle"),
    path("tablet/letters/", letters.SetAside.as_view(), name="tablet-letters"),
    path("tablet/letters/<uuid:letter>/settle/", letters.Settle.as_view(), name="tablet-settle"),
]
