from uuid import uuid4

import pytest

from responder_app.actions.scenes import record_scene
from tests.conftest import TWO_PM


@pytest.fixture
def kept(world, medic):
    scene = {
        "answers": {"issues": ["trauma"], "injury_crew": "yes", "injury_crew_note": "Ada's thumb"},
        "people": [{"age_band": "25-54", "races": ["white", "asian"], "known_as": "Bo"}],
        "supplies": {"water": 2},
    }
    record_scene(assignment=world.assignment, scene=scene, by=medic, id=uuid4(), occurred_at=TWO_PM)
    return f"/assignments/{world.assignment.id}/"


class TestTheScene:
    @pytest.mark.parametrize("who", ["center", "desk", "tablet"])
    def test_is_codes_and_counts(self, kept, who, request):
        scene = request.getfixturevalue(who).get(kept).json()["scene"]

        assert scene["answers"] == {"issues": ["trauma"], "injury_crew": "yes"}
        assert scene["form"] is None
        assert scene["people"][0]["races"] == ["white", "asian"]
        assert scene["supplies"] == [{"item": "water", "count": 2}]

    @pytest.mark.parametrize("who", ["center", "desk", "tablet"])
    def test_tells_no_program_a_name_or_what_somebody_wrote(self, kept, who, request):
        told = request.getfixturevalue(who).get(kept).content.decode()

        assert "Bo" not in told
        assert "thumb" not in told
        assert "known_as" not in told

    def test_is_null_where_nothing_was_kept(self, center, world):
        assert center.get(f"/assignments/{world.assignment.id}/").json()["scene"] is None

    def test_is_the_last_by_the_crews_clock(self, center, kept, world, medic, minutes):
        late = {"id": uuid4(), "occurred_at": TWO_PM - minutes(3)}
        record_scene(assignment=world.assignment, scene={"answers": {"issues": ["other"]}}, by=medic, **late)

        assert center.get(kept).json()["scene"]["answers"]["issues"] == ["trauma"]
