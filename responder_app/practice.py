"""Whether what a page shows is practice: every page of every door says so, in large type."""

from django.utils.functional import SimpleLazyObject

from . import access


def of_the_page(request) -> dict:
    """For templates: `practice`; asked for only where one shows it."""
    return {"practice": SimpleLazyObject(lambda: hasattr(request, "user") and access.is_practice(request.user))}
