"""What every server and every town of the stories needs, loaded once; see forge.py. Opens no database and no thread."""

import gc

import django

django.setup()

from django.urls import get_resolver  # noqa: E402

import tests.journeys.town  # noqa: E402, F401

get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
