"""The words that a program has its own names for, on its pages."""

from django import template

from ..words import Term
from ..words import inside as as_inside

register = template.Library()


@register.simple_tag
def term(code: str) -> str:
    """`{% term "units" %}`: as a heading says it."""
    return Term(code).label


@register.simple_tag
def term_inside(code: str) -> str:
    """`No {% term_inside "unit" %} is on a call.`"""
    return Term(code).inside


@register.simple_tag
def own_term(code: str) -> str:
    """Only what the program itself calls it; empty where it says nothing."""
    return Term(code).own


@register.filter
def inside(name) -> str:
    """A name as it stands inside a sentence: `|lower` would spoil EMS and a program's own capitals."""
    return as_inside(str(name))
