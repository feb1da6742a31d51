from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from responder_app import access
from responder_app.actions.people import digest_of
from responder_app.models import Event, MachineToken


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("token", *arguments, stdout=out, stderr=err)
    return out.getvalue().strip()


class TestCreate:
    def test_prints_a_token_that_lets_in_and_keeps_only_its_digest(self, agency):
        token = run("create", "--agency", agency.name, "--name", "CAD")

        assert Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/units/").status_code == 200
        assert MachineToken.objects.get().digest == digest_of(token)
        assert token not in str(MachineToken.objects.values()) + str(Event.objects.values())

    def test_refuses_a_name_that_has_a_live_one(self, agency):
        run("create", "--agency", agency.name, "--name", "CAD")

        with pytest.raises(CommandError, match="There is a live token called CAD"):
            run("create", "--agency", agency.name, "--name", "CAD")

    def test_says_when_there_is_no_such_agency(self, db):
        with pytest.raises(CommandError, match="There is no agency called Atlantis"):
            run("create", "--agency", "Atlantis", "--name", "CAD")


class TestRevoke:
    def test_shuts_the_machine_out(self, agency):
        token = run("create", "--agency", agency.name, "--name", "CAD")

        run("revoke", "--agency", agency.name, "--name", "CAD")

        assert access.machine_of(digest_of(token)) is None

    def test_does_not_reach_another_agencys(self, agency, elsewhere):
        token = run("create", "--agency", agency.name, "--name", "CAD")

        with pytest.raises(CommandError, match="There is no live token called CAD"):
            run("revoke", "--agency", elsewhere.agency.name, "--name", "CAD")

        assert access.machine_of(digest_of(token)) is not None


class TestList:
    def test_names_each_and_whether_it_lives(self, agency):
        run("create", "--agency", agency.name, "--name", "CAD")
        run("create", "--agency", agency.name, "--name", "Old CAD")
        run("revoke", "--agency", agency.name, "--name", "Old CAD")

        lines = run("list", "--agency", agency.name).splitlines()

        assert [line.split("\t")[0] for line in lines] == ["CAD", "Old CAD"]
        assert lines[0].endswith("live")
        assert "revoked" in lines[1]
