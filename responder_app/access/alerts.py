"""What the desk must not miss."""

from ..models import Alert
from .own import of_agency, sees_all


def alerts_for(user):
    """The desk's, and its managers'; a crew has its calls."""
    return of_agency(Alert.objects, user) if sees_all(user) else Alert.objects.none()
