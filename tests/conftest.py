"""People, units and calls that the stories are about; all of them invented."""

import gc
import os
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from asgiref.sync import SyncToAsync
from django.db import connections
from django.utils import translation

from responder_app import actions, threads  # noqa: F401
from responder_app.actions.assignments import assign
from responder_app.actions.shifts import sign_on
from tests import factories

TWO_PM = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """All threads let go of the test database before it is taken down."""
    yield
    threads.rest()
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _in_english():
    """Whatever language a page was read in before: it stays with the thread."""
    translation.deactivate()


@pytest.fixture
def two_pm():
    return TWO_PM


@pytest.fixture
def minutes():
    return lambda number: timedelta(minutes=number)


@pytest.fixture
def agency(db):
    return factories.agency("Juniper Falls")


@pytest.fixture
def dispatcher(agency):
    return factories.Person(agency=agency, role="dispatcher", first_name="Dana")


@pytest.fixture
def medic(agency):
    return factories.Person(agency=agency, role="responder", first_name="Mika")


@pytest.fixture
def clinician(agency):
    return factories.Person(agency=agency, role="responder", first_name="Cleo")


@pytest.fixture
def manager(agency):
    return factories.Person(agency=agency, role="manager", first_name="Manu")


@pytest.fixture
def administrator(agency):
    return factories.Person(agency=agency, role="administrator", first_name="Ada")


@pytest.fixture
def embedded(agency):
    """The clinician in the 911 room."""
    return factories.Person(agency=agency, role="clinician", profession="clinician", first_name="Ines")


@pytest.fixture
def operator(agency):
    """The hotline's."""
    return factories.Person(agency=agency, role="hotline", first_name="Hal")


@pytest.fixture
def machine(agency):
    return factories.Person(agency=agency, role="machine", first_name="CAD")


@pytest.fixture
def unit(agency):
    return factories.Unit(agency=agency, call_sign="R1")


@pytest.fixture
def other_unit(agency):
    return factories.Unit(agency=agency, call_sign="R2")


@pytest.fixture
def incident(agency):
    return factories.Incident(agency=agency)


@pytest.fixture
def on_duty(medic, unit):
    """The medic is aboard R1 since before the call."""
    sign_on(unit=unit, by=medic, id=uuid4(), occurred_at=TWO_PM - timedelta(hours=2))
    return medic.shifts.get()


@pytest.fixture
def assignment(incident, unit, dispatcher, on_duty):
    event = assign(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=TWO_PM)
    return event.assignment


@pytest.fixture
def service(agency):
    return factories.Service(agency=agency)


@pytest.fixture
def elsewhere(db):
    """Another agency in the same database, with somebody of every role, a unit, a call and a service."""
    return factories.neighbouring_agency()


def pytest_collection_finish(session):
    """Never look through thousands of tests for garbage: that was a twelfth of the whole time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def pytest_sessionfinish(session, exitstatus):
    """In CI nothing may be skipped: what is not run is not known."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("STRICT") == "1" and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
