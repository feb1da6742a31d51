import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from responder_app.models import Agency, AreaMap
from tests.actions.test_maps import LINE, TILES

pytestmark = pytest.mark.django_db


class TestMapCommand:
    @pytest.fixture
    def file(self, tmp_path):
        file = tmp_path / "falls.geojson"
        file.write_text(json.dumps(LINE))
        return file

    def test_puts_the_file_under_the_map(self, agency, file):
        call_command("map", str(file), agency=agency.name, tiles=TILES)

        found = Agency.objects.get()
        assert (found.map.area, found.tile_server) == (LINE, TILES)

    @pytest.mark.parametrize(
        ("text", "agency_name", "sentence"),
        [("[]", "Juniper Falls", "no GeoJSON"), ("{", "Juniper Falls", "as JSON"), ("{}", "Atlantis", "no agency")],
    )
    def test_refuses_with_a_sentence(self, agency, file, text, agency_name, sentence):
        file.write_text(text)

        with pytest.raises(CommandError, match=sentence):
            call_command("map", str(file), agency=agency_name)
        assert not AreaMap.objects.exists()
