import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from responder_app.field import shell

STATIC = Path(__file__).resolve().parents[2] / "static"
IMPORT = re.compile(r'(?:^import [^;]* from |import\()"\./([\w.]+)\.js"', re.M)


def imported(module: str, seen=None) -> set[str]:
    """The module's name and those of all that it imports."""
    seen = set() if seen is None else seen
    if module not in seen:
        seen.add(module)
        for other in IMPORT.findall((STATIC / f"js/{module}.js").read_text()):
            imported(other, seen)
    return seen


class TestTheManifest:
    @pytest.fixture
    def manifest(self, client):
        return client.get(reverse("manifest"))

    def test_makes_the_tablet_installable(self, manifest):
        told = manifest.json()

        assert manifest["Content-Type"] == "application/manifest+json"
        assert told["start_url"] == "/tablet/"
        assert told["display"] == "standalone"
        assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
        assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
        assert {picture["form_factor"] for picture in told["screenshots"]} == {"wide", "narrow"}

    def test_names_pictures_that_exist_in_their_true_size(self, manifest):
        told = manifest.json()

        for picture in [*told["icons"], *told["screenshots"]]:
            png = Path(finders.find(picture["src"].removeprefix("/static/"))).read_bytes()
            size = f"{int.from_bytes(png[16:20])}x{int.from_bytes(png[20:24])}"
            assert (picture["src"], size) == (picture["src"], picture["sizes"])
            assert len(png) <= 120_000


class TestTheServiceWorker:
    def test_is_served_at_the_root_and_never_kept(self, client):
        answer = client.get("/sw.js")

        assert answer["Content-Type"].startswith("text/javascript")
        assert answer["Cache-Control"] == "no-cache"
        assert answer["Service-Worker-Allowed"] == "/"
        assert "/tablet/offline/" in answer.content.decode()

    def test_changes_with_the_static_files(self, client, monkeypatch):
        before = client.get("/sw.js").content
        monkeypatch.setattr(shell.staticfiles_storage, "manifest_hash", "another", raising=False)

        assert client.get("/sw.js").content != before

    def test_keeps_every_module_that_the_tablet_runs(self):
        assert {Path(name).stem for name in shell.modules()} == imported("tablet")

    def test_keeps_files_that_exist(self):
        assert [name for name in shell.SHELL if finders.find(name) is None] == []


class TestTheMapsLibrary:
    def test_is_kept_with_the_shell_and_fetched_by_the_map_alone(self):
        told = (STATIC / "js/chart.js").read_text()
        (library,) = re.findall(r'import "\.\./([\w./-]+)"', told)

        assert library in shell.SHELL
        assert "js_lib_leaflet/leaflet.css" in shell.SHELL
        assert 'import("./chart.js")' in (STATIC / "js/tablet_map.js").read_text()


class TestTheWordsOfAWakeUp:
    def test_are_the_persons_own(self, client, medic):
        medic.language = "es"
        medic.save()
        client.force_login(medic)

        assert "New call. Open Responder." in client.get("/sw.js").content.decode()
        assert "const SAYINGS = {" in client.get("/sw.js").content.decode()


class TestTheOfflinePage:
    def test_is_the_same_for_everybody(self, client, medic):
        anonymous = client.get(reverse("tablet-offline"))
        client.force_login(medic)

        assert anonymous.status_code == 200
        assert 'name="person" content=""' in anonymous.content.decode()
        assert "Mika" not in client.get(reverse("tablet-offline")).content.decode()
