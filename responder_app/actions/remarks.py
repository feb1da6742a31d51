"""What somebody wrote with something that they did: a note of the call, under the number of that line of the log."""

from ..models import Note


def remark(incident, text: str, *, by, id, at) -> None:
    """Part of whatever was done; nothing where nothing was written."""
    if text.strip():
        Note.objects.create(
            id=id, agency_id=by.agency_id, incident=incident, author=by, body=text.strip(), occurred_at=at
        )
