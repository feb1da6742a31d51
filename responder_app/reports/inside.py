"""A word inside a sentence."""


def inside(word) -> str:
    """The label as it stands inside a sentence; EMS stays EMS."""
    return word.label if word.label[:2].isupper() else word.label[:1].lower() + word.label[1:]
