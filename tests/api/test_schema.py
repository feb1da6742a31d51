import re
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver

ROOT = Path(__file__).resolve().parents[2]


class TestTheDescription:
    def test_is_valid_and_without_a_warning(self, tmp_path):
        call_command(
            "spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "api.yml"), stderr=StringIO()
        )

    def test_is_served_to_anybody_as_json(self, db):
        answer = Client().get("/api/v1/schema/", headers={"Accept": "text/html"})

        assert answer.status_code == 200
        assert answer.json()["openapi"].startswith("3.")

    def test_knows_every_address_of_the_api(self, db):
        described = set(Client().get("/api/v1/schema/").json()["paths"])

        routed = {route for route in get_resolver().reverse_dict if str(route).startswith("api-")}
        left_out = {"api-schema", "api-docs"}
        assert len(described) == len(routed - left_out)


class TestTheGuide:
    def test_lists_every_address_and_no_other(self, db):
        described = set(Client().get("/api/v1/schema/").json()["paths"])

        table = (ROOT / "docs/api.md").read_text().split("## Addresses")[1].split("## Sending")[0]

        listed = {f"/api/v1{path}" for row in table.splitlines() for path in re.findall(r"`(/[a-z{}/-]+/)`", row[:60])}
        assert listed == described


class TestThePageToTryIt:
    def test_needs_nothing_from_elsewhere_and_nothing_inline(self, db):
        page = Client().get("/api/v1/docs/").content.decode()

        assert re.findall(r'(?:src|href)="(?!/)', page) == []
        assert re.findall(r"<script(?![^>]*src)|<style|\son\w+=|\sstyle=", page) == []

    def test_finds_its_files_in_the_wheel(self, db):
        from django.contrib.staticfiles import finders

        page = Client().get("/api/v1/docs/").content.decode()

        for address in re.findall(r'(?:src|href)="/static/([^"]+)"', page):
            assert Path(finders.find(address)).exists()

    def test_starts_by_a_script_of_its_own(self, db):
        answer = Client().get("/api/v1/docs/?script=")

        assert answer.headers["Content-Type"].startswith("application/javascript")
        assert b"/api/v1/schema/" in answer.content
