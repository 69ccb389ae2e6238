"""The API's documents as a page for people, made from its OpenAPI document, without any script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from retrieval.frozen import Frozen

STYLE = Path(__file__).parent / "static" / "docs.css"
_TEMPLATES = Path(__file__).parent / "templates"
_CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
_SCHEMAS = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Value(Frozen):
    """A field of a body, or a parameter."""

    name: str
    kind: str
    required: bool
    text: str


@dataclass(frozen=True, slots=True)
class Operation(Frozen):
    """One method of one address."""

    method: str
    path: str
    tag: str
    text: str
    parameters: tuple[Value, ...]
    takes: str | None
    gives: str


@dataclass(frozen=True, slots=True)
class Shape(Frozen):
    """A body with its fields."""

    name: str
    text: str
    fields: tuple[Value, ...]


def docs_page(spec: Mapping[str, Any]) -> HTMLResponse:
    """Return the page for an OpenAPI document."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("docs.html").render(
        info=spec["info"], operations=list(_operations(spec)), shapes=list(_shapes(spec))
    )
    headers = {"Content-Security-Policy": _CSP, "Cache-Control": "no-cache"}
    return HTMLResponse(page, headers=headers)


def _operations(spec: Mapping[str, Any]) -> Iterator[Operation]:
    for path, methods in spec["paths"].items():
        for method, told in methods.items():
            given = told.get("parameters", ())
            parameters = tuple(
                Value(p["name"], _kind(p["schema"]), p["required"], p.get("description", ""))
                for p in given
            )
            body = told.get("requestBody", {}).get("content", {})
            takes = [f"{_kind(content['schema'])} ({media})" for media, content in body.items()]
            tag = (told.get("tags") or ["other"])[0]
            yield Operation(
                method.upper(),
                path,
                tag,
                told.get("description", told.get("summary", "")),
                parameters,
                ", ".join(takes) or None,
                _gives(told["responses"]),
            )


def _gives(responses: Mapping[str, Any]) -> str:
    """Return what comes back where it works."""
    status = next(code for code in responses if code.startswith("2"))
    contents = responses[status].get("content", {})
    kinds = (f"{_kind(c.get('schema', {}))} ({media})" for media, c in contents.items())
    return f"{status}: {', '.join(kinds) or 'nothing'}"


def _shapes(spec: Mapping[str, Any]) -> Iterator[Shape]:
    for name, schema in spec["components"]["schemas"].items():
        required = schema.get("required", ())
        fields = tuple(
            Value(field, _kind(told), field in required, told.get("description", ""))
            for field, told in schema.get("properties", {}).items()
        )
        yield Shape(name, schema.get("description", ""), fields)


def _kind(schema: Mapping[str, Any]) -> str:
    """Return a schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_SCHEMAS)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(_kind(one) for one in schema[several])
    if "enum" in schema:
        return " | ".join(repr(value) for value in schema["enum"])
    if "const" in schema:
        return repr(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    bounds = [
        f"{word} {schema[key]}"
        for key, word in (("minLength", "from"), ("maxLength", "up to"), ("pattern", "like"))
        if key in schema
    ]
    return " ".join([str(schema.get("type", "any")), *bounds])
