from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from responder_app.models import Agency, Event, User
from responder_app.profiles import shelf


def run(*arguments):
    out = StringIO()
    call_command("agency", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
class TestCreate:
    def test_sets_up_an_agency_and_says_what_comes_next(self):
        said = run("create", "Juniper Falls", "--profile", "call", "--administrator", "ada")

        agency = Agency.objects.get()
        assert (agency.name, agency.profile, agency.time_zone) == ("Juniper Falls", "call", "America/New_York")
        assert "Juniper Falls is set up after St. Petersburg CALL, with 1 unit in America/New_York." in said
        assert "manage.py changepassword ada" in said
        assert "manage.py agency profiles call" in said
        assert not User.objects.get().has_usable_password()

    def test_takes_another_time_zone(self):
        run("create", "Juniper Falls", "--profile", "call", "--time-zone", "America/Denver")

        assert Agency.objects.get().time_zone == "America/Denver"

    def test_without_an_administrator_says_how_to_open_the_account(self):
        said = run("create", "Juniper Falls", "--profile", "star")

        assert 'manage.py agency administrator "Juniper Falls" USERNAME' in said
        assert not User.objects.exists()

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (["Juniper Falls", "--profile", "star"], "There is an agency called Juniper Falls already."),
            (["Denver", "--profile", "stars"], r"There is no profile stars\. There are: acs, b-heard, cahoots"),
            (["Denver", "--profile", "star", "--time-zone", "Denver"], "There is no time zone Denver"),
            (["Denver", "--profile", "star", "--time-zone", "../etc"], "There is no time zone"),
            (["  ", "--profile", "star"], "1 to 120 characters"),
            (["x" * 121, "--profile", "star"], "1 to 120 characters"),
            (
                ["Denver", "--profile", "star", "--administrator", "ada"],
                r"already\. Nothing was set up",
            ),
        ],
    )
    def test_says_what_is_wrong_and_leaves_nothing_behind(self, agency, arguments, sentence):
        run("administrator", agency.name, "ada")
        before = Event.objects.count()

        with pytest.raises(CommandError, match=sentence):
            run("create", *arguments)

        assert (Agency.objects.count(), Event.objects.count()) == (1, before)


@pytest.mark.django_db
class TestAdministrator:
    def test_opens_an_account_without_a_password(self, agency):
        said = run("administrator", agency.name, "ada")

        ada = User.objects.get()
        assert (ada.agency, ada.role, ada.has_usable_password()) == (agency, "administrator", False)
        assert "manage.py changepassword ada" in said

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [(["Atlantis", "bo"], "no agency called Atlantis"), (["Juniper Falls", "ada"], "account called ada already")],
    )
    def test_says_what_is_wrong(self, agency, arguments, sentence):
        run("administrator", agency.name, "ada")

        with pytest.raises(CommandError, match=sentence):
            run("administrator", *arguments)

        assert User.objects.count() == 1


class TestProfiles:
    def test_lists_each_with_its_model_and_its_team(self):
        said = run("profiles")

        for name in shelf.names():
            profile = shelf.load(name)
            assert f"{name:<10}{profile.program}, {profile.city}" in said
            assert profile.team in said
        assert "911 call center and embedded clinician; Community response team" in said

    def test_tells_where_one_is_from_and_what_nobody_has_published(self):
        said = run("profiles", "b-heard")

        assert "New York City Comptroller, audit MG24-060A" in said
        assert "[read in the source; published: 2025-05]" in said
        assert "Not published, or not found:" in said
        assert "homes" in said

    def test_says_when_there_is_none_of_that_name(self):
        with pytest.raises(CommandError, match="There is no profile stars"):
            run("profiles", "stars")
