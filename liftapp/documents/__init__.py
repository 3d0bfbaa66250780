"""Files to documents: text with pages and offsets, judged, cut into sentences and passages."""

from .joining import join
from .model import Document, Page, PageVerdict, Part, Span
from .passages import passages
from .reading import read_document
from .recognising import can_recognise, recognise
from .sentences import split_sentences

__all__ = [
    "Document",
    "Page",
    "PageVerdict",
    "Part",
    "Span",
    "can_recognise",
    "join",
    "passages",
    "read_document",
    "recognise",
    "split_sentences",
]
