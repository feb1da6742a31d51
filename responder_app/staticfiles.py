"""Hashed names for every static file and for what our own modules import, and small twins of what a page needs."""

from pathlib import Path

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from servestatic.compress import Compressor

LARGE = 200_000  # bytes: brotli takes seconds for each of the API's own pages, which no van opens


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
        small, large = (Compressor(without, use_zstd=False, use_brotli=best, quiet=True) for best in (True, False))
        for original, name, processed in super().post_process(paths, dry_run, **options):
            yield original, name, processed
            if not name or dry_run or not small.should_compress(name):
                continue
            file = Path(self.path(name))
            if original.startswith("js/"):
                file.write_text(minify.string("application/javascript", file.read_text("utf-8")), "utf-8")
            (small if file.stat().st_size < LARGE else large).compress(file)
