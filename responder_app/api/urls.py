from django.urls import converters, path, re_path, register_converter

from . import (
    assignments,
    backups,
    directory,
    events,
    incidents,
    moving,
    notes,
    referrals,
    schema,
    supports,
    transfers,
    units,
)


class UUIDInAnyCase(converters.UUIDConverter):
    """Some centers write their ids in capitals; they find the same row."""

    regex = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


register_converter(UUIDInAnyCase, "id")

urlpatterns = [
    path("incidents/", incidents.Incidents.as_view(), name="api-incidents"),
    path("incidents/<id:id>/", incidents.OneIncident.as_view(), name="api-incident"),
    path("incidents/<id:id>/close/", incidents.IncidentClosing.as_view(), name="api-incident-close"),
    path("incidents/<id:id>/assignments/", assignments.IncidentAssignments.as_view(), name="api-assignments"),
    path("incidents/<id:id>/notes/", notes.IncidentNotes.as_view(), name="api-notes"),
    path("incidents/<id:id>/backup-requests/", backups.IncidentBackups.as_view(), name="api-backup-requests"),
    path("incidents/<id:id>/referrals/", referrals.IncidentReferrals.as_view(), name="api-referrals"),
    path("incidents/<id:id>/supports/", supports.IncidentSupports.as_view(), name="api-supports"),
    path("incidents/<id:id>/hand-over/", supports.HandingOver.as_view(), name="api-hand-over"),
    path("supports/<id:id>/", supports.OneSupport.as_view(), name="api-support"),
    path("assignments/<id:id>/", assignments.OneAssignment.as_view(), name="api-assignment"),
    path("assignments/<id:id>/accept/", assignments.Accepting.as_view(), name="api-accept"),
    path("assignments/<id:id>/decline/", assignments.Declining.as_view(), name="api-decline"),
    path("assignments/<id:id>/withdraw/", assignments.Withdrawing.as_view(), name="api-withdraw"),
    path("assignments/<id:id>/reassign/", moving.Reassigning.as_view(), name="api-reassign"),
    path("assignments/<id:id>/preempt/", moving.Preempting.as_view(), name="api-preempt"),
    path("assignments/<id:id>/status/", assignments.Reporting.as_view(), name="api-status"),
    path("assignments/<id:id>/close/", assignments.Closing.as_view(), name="api-close"),
    path("backup-requests/<id:id>/acknowledge/", backups.Acknowledging.as_view(), name="api-acknowledge"),
    path("backup-requests/<id:id>/under-way/", backups.UnderWay.as_view(), name="api-help-under-way"),
    path("backup-requests/<id:id>/end/", backups.Ending.as_view(), name="api-end-backup"),
    path("incidents/<id:id>/transfers/", transfers.IncidentTransfers.as_view(), name="api-incident-transfers"),
    path("transfers/", transfers.Transfers.as_view(), name="api-transfers"),
    path("transfers/<id:id>/accept/", transfers.Accepting.as_view(), name="api-accept-transfer"),
    path("transfers/<id:id>/decline/", transfers.Declining.as_view(), name="api-decline-transfer"),
    path("transfers/<id:id>/drop/", transfers.Dropping.as_view(), name="api-drop-transfer"),
    path("transfers/<id:id>/take-back/", transfers.TakingBack.as_view(), name="api-take-transfer-back"),
    path("units/", units.Units.as_view(), name="api-units"),
    path("services/", directory.Services.as_view(), name="api-services"),
    path("call-types/", directory.CallTypes.as_view(), name="api-call-types"),
    path("events/", events.Events.as_view(), name="api-events"),
    path("schema/", schema.Schema.as_view(), name="api-schema"),
    path("docs/", schema.TryIt.as_view(), name="api-docs"),
    re_path(r"", schema.nothing_here),
]
