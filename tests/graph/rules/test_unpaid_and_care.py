"""Care until a relative died and unpaid work told by what was done are read with what is beside."""

import pytest

from graph.rules.interviewer import RuleInterviewer
from graph.rules.reader import CareerReader
from graph.understanding import Feeling, Topic
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_edits
