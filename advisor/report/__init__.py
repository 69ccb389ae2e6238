"""The report a person takes along: their history and suggestions as a PDF or Word file."""

from advisor.report.writing import write_report

__all__ = ["write_report"]
