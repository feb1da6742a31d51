import pytest
from django.urls import reverse


@pytest.fixture
def change(submit):
    def change(**more):
        return submit("tablet-details", **{"language": "en", "skills": ["medical"], "languages": ["en", "es"]} | more)

    return change


class TestMyDetails:
    def test_are_kept(self, change, on_duty, medic):
        assert change()["Location"] == reverse("tablet-shift")

        medic.refresh_from_db()
        assert (medic.skills, medic.languages, medic.language) == (["medical"], ["en", "es"], "en")

    def test_speak_spanish_from_then_on(self, change, on_duty, tablet):
        change(language="es")

        assert '<html lang="es">' in tablet.get(reverse("tablet-shift")).content.decode()

    def test_may_be_none(self, change, on_duty, medic, tablet):
        change(skills=[], languages=[])

        medic.refresh_from_db()
        assert (medic.skills, medic.languages) == ([], [])
        assert "No skills or languages yet" in tablet.get(reverse("tablet-shift")).content.decode()

    def test_keep_a_code_that_the_list_has_dropped(self, change, on_duty, medic):
        medic.skills = ["horse_riding"]
        medic.save()

        change(skills=["horse_riding", "medical"])

        medic.refresh_from_db()
        assert medic.skills == ["horse_riding", "medical"]

    @pytest.mark.parametrize(
        "strange", [{"skills": ["flying"]}, {"languages": ["\0"]}, {"language": "fr"}, {"language": ""}]
    )
    def test_say_what_is_wrong(self, change, on_duty, strange):
        assert change(**strange).status_code == 422

    def test_set_no_profession(self, change, on_duty, medic):
        change(profession="clinician")

        medic.refresh_from_db()
        assert medic.profession == "other"

    def test_are_for_crews(self, client, dispatcher):
        client.force_login(dispatcher)

        assert client.post(reverse("tablet-details"), {"language": "es"}).status_code == 404
