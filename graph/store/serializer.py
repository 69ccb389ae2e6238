"""What checkpoints may hold, and how values of other versions of the program are read."""

import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import ormsgpack
from langgraph.checkpoint.serde.jsonplus import EXT_CONSTRUCTOR_KW_ARGS, JsonPlusSerializer

from graph.state import ConversationState

_Hook = Callable[[int, bytes], Any]


def serializer() -> JsonPlusSerializer:
    """Return the serializer of checkpoints.

    Only the value types reachable from ``ConversationState`` are ever brought back. While versions
    of the program run side by side, one reads what a newer one wrote: fields that it does not know
    are left out; fields that an older one did not write get their defaults.
    """
    allowed = stored_types(ConversationState)
    strict = JsonPlusSerializer(allowed_msgpack_modules=allowed)._unpack_ext_hook
    values = {(kind.__module__, kind.__name__): kind for kind in allowed if is_dataclass(kind)}
    return JsonPlusSerializer(
        allowed_msgpack_modules=allowed, __unpack_ext_hook__=_known_fields(values, strict)
    )


def stored_types(root: Any) -> list[type]:
    """Return the dataclasses and enums reachable from the annotations of ``root``."""
    found: dict[type, None] = {}
    waiting = [root]
    while waiting:
        item = waiting.pop()
        arguments = typing.get_args(item)
        if arguments:
            waiting.extend(a for a in arguments if not isinstance(a, str))
        elif isinstance(item, type) and item not in found:
            if issubclass(item, Enum):
                found[item] = None
            elif is_dataclass(item) or typing.is_typeddict(item):
                if is_dataclass(item):
                    found[item] = None
                waiting.extend(typing.get_type_hints(item).values())
    return list(found)


def _known_fields(values: dict[tuple[str, str], type], strict: _Hook) -> _Hook:
    """Return a reader that makes ``values`` of the fields they have here; the rest is strict."""
    known = {key: {item.name for item in fields(kind)} for key, kind in values.items()}

    def read(code: int, data: bytes) -> Any:
        if code != EXT_CONSTRUCTOR_KW_ARGS:
            return strict(code, data)
        module, name, given = ormsgpack.unpackb(
            data, ext_hook=read, option=ormsgpack.OPT_NON_STR_KEYS
        )
        key = (module, name)
        if key not in values:
            return strict(code, data)
        try:
            return values[key](**{k: v for k, v in given.items() if k in known[key]})
        except (TypeError, ValueError):  # a field without a default is missing
            return strict(code, data)

    return read
