"""Calls the events of the Gradio page as its own script does, or as it never would."""

import json
import re
import secrets
from typing import Any

import httpx

_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});\s*</script>", re.DOTALL)


class PageClient:
    """A page of the service without its script.

    Args:
        address: of the service.
    """

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, timeout=30)
        self.session = secrets.token_hex(6)
        found = _CONFIG.search(self.http.get("/").text)
        assert found
        self.config: dict[str, Any] = json.loads(found[1])

    def number(self, name: str) -> int:
        """Return the number of an event by its name."""
        found = [d["id"] for d in self.config["dependencies"] if d["api_name"] == name]
        return int(found[0])

    def call(self, name: str, *data: object, event: object = None) -> str:
        """Send an event; return everything that comes back, as text."""
        body = {
            "data": list(data),
            "fn_index": self.number(name),
            "session_hash": self.session,
            "event_data": event,
            "trigger_id": None,
        }
        joined = self.http.post("/gradio_api/queue/join", json=body)
        if joined.status_code != 200:
            return joined.text
        lines: list[str] = []
        query = {"session_hash": self.session}
        with self.http.stream("GET", "/gradio_api/queue/data", params=query) as answer:
            for line in answer.iter_lines():
                lines.append(line)
                if "process_completed" in line or "close_stream" in line:
                    break
        return "\n".join(lines)

    def upload(self, name: str, data: bytes) -> httpx.Response:
        """Upload a file as the button does."""
        return self.http.post("/gradio_api/upload", files={"files": (name, data)})

    def close(self) -> None:
        self.http.close()
