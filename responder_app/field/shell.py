"""What makes the pages an app: the manifest, the service worker and the page for when there is nothing else."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from .. import languages
from .slots import slots

IMPORTED = re.compile(r"""(?:from|import\()\s*["']\./([\w.]+)["']""")
SHELL = (
    "css/app.css",
    "css/tablet.css",
    "css/tablet_call.css",
    "css/tablet_shift.css",
    "css/tablet_arrange.css",
    "css/tablet_scene.css",
    "css/tablet_home.css",
    "css/tablet_lock.css",
    "css/tablet_safety.css",
    "css/tablet_map.css",
    "css/practice.css",
    "js_lib_leaflet/leaflet.css",
    "js_lib_leaflet/leaflet.js",
    "img/icon.svg",
    "img/icon-192.png",
    "js/theme.js",
    "js/locked.js",
    "js/practice.js",
)
ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))
SCREENSHOTS = (("install-wide.png", "1280x800", "wide"), ("install-narrow.png", "780x1688", "narrow"))


def manifest(request):
    """Web app manifest: the tablet, for whoever installs it."""
    told = {
        "id": "/tablet/",
        "name": "Responder",
        "short_name": "Responder",
        "description": "Calls, notes and outcomes for community responders, with and without signal.",
        "start_url": reverse("tablet"),
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "lang": "en",
        "background_color": "#0d1420",
        "theme_color": "#0d1420",
        "icons": [
            {"src": static(f"img/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
        "screenshots": [
            {"src": static(f"img/{name}"), "sizes": size, "type": "image/png", "form_factor": form}
            for name, size, form in SCREENSHOTS
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def service_worker(request):
    """At the root, so that it may serve the whole site; the browser asks for it anew each time."""
    shell = [static(name) for name in (*SHELL, *modules())]
    context = {"version": version(), "shell": json.dumps(shell), "offline_url": reverse("tablet-offline")}
    context["sayings"] = languages.sayings(languages.current())
    context["slots"] = json.dumps(slots())
    context["lock_pages"] = json.dumps({code: reverse("tablet-locked", args=[code]) for code, _ in settings.LANGUAGES})
    answer = render(request, "field/sw.js", context, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer


@cache
def modules(entry: str = "tablet.js") -> tuple[str, ...]:
    """The entry module and all that it imports, by itself or through others."""
    found, open_ends = set(), [entry]
    while open_ends:
        name = open_ends.pop()
        if name not in found:
            found.add(name)
            open_ends += IMPORTED.findall(Path(finders.find(f"js/{name}")).read_text(encoding="utf-8"))
    return tuple(sorted(f"js/{name}" for name in found))


def version() -> str:
    """Changes whenever any static file does."""
    manifest_hash = getattr(staticfiles_storage, "manifest_hash", "") or "unhashed"
    return hashlib.sha256(manifest_hash.encode()).hexdigest()[:12]


def offline(request):
    """The shell without anybody's data: kept by the service worker, the same for everybody, in all languages."""
    request.user = AnonymousUser()
    return render(request, "field/offline.html", {"languages": dict(settings.LANGUAGES)})
