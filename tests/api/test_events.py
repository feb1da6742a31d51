import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responder_app import log


class TestFeed:
    def test_tells_every_line_once_and_in_order(self, center, world, agency):
        seen, after = [], 0
        while page := center.get("/events/", after=after, limit=3).json()["events"]:
            seen += [line["seq"] for line in page]
            after = seen[-1]

        assert seen == list(range(1, log.head_of(agency.pk).seq + 1))

    def test_names_the_head_and_the_logs_identity(self, center, agency):
        head = log.head_of(agency.pk)

        page = center.get("/events/", after=head.seq).json()

        assert page == {"events": [], "head": head.seq, "epoch": str(head.epoch)}

    def test_brings_the_outcome_back_without_names_or_places(self, center, tablet, world):
        closing = {"contact_outcome": "contact_made", "disposition": "transported_by_team", "people_served": 1}
        tablet.post(f"/assignments/{world.assignment.id}/close/", **closing)

        last = center.get("/events/").json()["events"][-1]

        assert last["type"] == "assignment.closed"
        assert last["data"]["apco_disposition"] == "16"
        assert closing.items() <= last["data"].items()
        assert "Alder" not in json.dumps(last)

    def test_is_not_for_a_crew(self, tablet):
        assert tablet.get("/events/").status_code == 403

    @pytest.mark.parametrize("query", [{"after": -1}, {"after": 10**30}, {"after": "x"}, {"limit": 501}])
    def test_answers_a_question_it_cannot_read_with_a_400(self, center, query):
        assert center.get("/events/", **query).status_code == 400

    def test_costs_four_queries(self, center, world):
        with CaptureQueriesContext(connection) as queries:
            center.get("/events/")

        assert len(queries) == 4
