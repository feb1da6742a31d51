from random import Random

import pytest

from responder_app.demo.city import load
from responder_app.demo.scenes import scene_of, told_on_scene
from responder_app.words import LIST_OF, CodeList, Missing, beginning, missing

MET = {"contact_outcome": "contact_made", "disposition": "remained_resolved"}


@pytest.mark.parametrize("seed", range(60))
class TestToldOnScene:
    def test_is_all_that_the_citys_form_requires(self, seed):
        scene = scene_of(told_on_scene(Random(seed)))

        assert missing(load()["form"], scene["answers"] | MET, scene["people"]) == []

    def test_knows_only_codes_of_the_lists(self, seed):
        scene = scene_of(told_on_scene(Random(seed)))

        for answers in (scene["answers"], *scene["people"]):
            for field, code_list in LIST_OF.items():
                told = answers.get(field, [])
                codes = {entry["code"] for entry in beginning()[code_list]} | set(Missing)
                assert set(told if isinstance(told, list) else [told]) <= codes
        assert set(scene["supplies"]) <= {entry["code"] for entry in beginning()[CodeList.SUPPLIES]}
