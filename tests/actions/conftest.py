"""A crew that has reported, and what stands of it."""

from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.models import StatusReport


@pytest.fixture
def reported(assignment, medic, two_pm, minutes):
    """The medic reports a status so many minutes after two; the report itself is returned."""

    def at(status, minute):
        told = {"by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(minute)}
        line = report_status(assignment=assignment, status=status, **told)
        return StatusReport.objects.select_related("assignment__incident", "assignment__unit").get(pk=line.id)

    return at


@pytest.fixture
def stands(assignment, unit):
    def stands():
        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert unit.status == assignment.status
        return assignment.status

    return stands
