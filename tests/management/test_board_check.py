from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from responder_app.actions.program import add_unit
from responder_app.models import Unit


@pytest.fixture
def r7(agency, administrator, two_pm):
    return add_unit(call_sign="R7", by=administrator, id=uuid4(), occurred_at=two_pm).unit


def run(*arguments):
    out = StringIO()
    call_command("board_check", *arguments, stdout=out)
    return out.getvalue()


class TestBoardCheck:
    def test_says_that_all_is_well(self, agency, r7):
        assert run(agency.name) == "Juniper Falls: the board says what the log says.\n"

    def test_says_each_difference_and_fails(self, agency, r7):
        Unit.objects.filter(pk=r7.pk).update(status="available")
        out = StringIO()

        with pytest.raises(CommandError, match="differ in 1"):
            call_command("board_check", agency.name, stdout=out)

        assert out.getvalue() == "Juniper Falls: R7: status is available by the board, off_duty by the log.\n"

    def test_without_a_name_looks_at_every_agency(self, agency, r7, elsewhere):
        out = StringIO()

        with pytest.raises(CommandError):
            call_command("board_check", stdout=out)

        assert "Juniper Falls: the board says what the log says." in out.getvalue()
        assert "Salt Marsh: Call #" in out.getvalue()  # its rows were laid without an action

    def test_says_when_there_is_no_such_agency(self, db):
        with pytest.raises(CommandError, match="There is no agency called Atlantis"):
            run("Atlantis")
