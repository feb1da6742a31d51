"""Hashed names for every static file and for what our own modules import, and small twins of what a page needs."""

from pathlib import Path

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from servestatic.compress import Compressor


class HashedStorage(ManifestStaticFilesStorage):
    """Rewrites imports in `js/*.js` only: a comment in one of django-htmx's files trips the general pattern."""

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        ManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    def post_process(self, paths, dry_run=False, **options):
        """ServeStatic answers with a twin where the browser takes it: a van's line is thin."""
        import minify  # brings Go's runtime along, which no server needs

        without = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
        compressor = Compressor(without, use_zstd=False, quiet=True)
        for original, name, processed in super().post_process(paths, dry_run, **options):
            yield original, name, processed
            if not name or dry_run:
                continue
            if original.startswith("js/"):
                file = Path(self.path(name))
                file.write_text(minify.string("application/javascript", file.read_text("utf-8")), "utf-8")
            if compressor.should_compress(name):
                compressor.compress(self.path(name))
