"""Keeps what libraries print out of the program's log: it can hold what people wrote."""

import io
import logging
import re

_log = logging.getLogger(__name__)
_KIND = re.compile(
    r"^((?:\w+\.)*\w*(?:Error|Exception|Warning|Interrupt|Exit))(?::|$)", re.MULTILINE
)


class Printed(io.TextIOBase):
    """Takes what is printed, and logs the kinds of the errors in it, nothing else."""

    def writable(self) -> bool:
        """Return True: it can be printed to."""
        return True

    def write(self, text: str) -> int:
        """Log the kinds of the errors that the text tells of."""
        for kind in _KIND.findall(text):
            _log.error("a library told of an error: %s", kind)
        return len(text)
