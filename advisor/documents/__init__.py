"""Uploaded CVs: a PDF, Word or text file in, its text out."""

from advisor.documents.reading import LONGEST_TEXT, DocumentText, read_document

__all__ = ["LONGEST_TEXT", "DocumentText", "read_document"]
