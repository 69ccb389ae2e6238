"""Renders the HTML templates beside this module; whatever a value holds is escaped."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def render(name: str, /, **values: object) -> str:
    """Return ``templates/<name>.html`` filled with the values.

    Raises:
        jinja2.UndefinedError: the template uses a name that was not given.
    """
    return _environment().get_template(f"{name}.html").render(**values)


def keep_percent_together(text: str) -> str:
    """Return the text with no line break between a number and its percent sign."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("views", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
