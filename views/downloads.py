"""What a person can take along: the report as PDF or Word, and the history as JSON Resume."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from advisor.json_resume import to_json_resume
from advisor.report import write_report
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse, Response

from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from graph.session import Advisor, Session
