"""The nouns of the survey, frozen: what people wrote, checked in shape, nothing derived."""

from livingsurvey.model.base import Label, Links, Text
from livingsurvey.model.form import Form
from livingsurvey.model.method import Checked, Method, Place, Venue
from livingsurvey.model.point import Edge, OperatingPoint, Provenance, Seen, Setting, Source
from livingsurvey.model.quantity import Quantity
from livingsurvey.model.reference import Person, Reference
from livingsurvey.model.survey import Listed, Survey
from livingsurvey.model.taxonomy import Node, Taxonomy
from livingsurvey.model.vocabulary import (
    Benchmark,
    Component,
    Exemption,
    Hardware,
    Metric,
    RelatedSurvey,
    Screened,
    Split,
    Term,
    Vocabulary,
)

__all__ = [
    "Benchmark",
    "Checked",
    "Component",
    "Edge",
    "Exemption",
    "Form",
    "Hardware",
    "Label",
    "Links",
    "Listed",
    "Method",
    "Metric",
    "Node",
    "OperatingPoint",
    "Person",
    "Place",
    "Provenance",
    "Quantity",
    "Reference",
    "RelatedSurvey",
    "Screened",
    "Seen",
    "Setting",
    "Source",
    "Split",
    "Survey",
    "Taxonomy",
    "Term",
    "Text",
    "Venue",
    "Vocabulary",
]
