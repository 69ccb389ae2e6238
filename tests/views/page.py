"""Reads our HTML the way a browser does, to see what a person would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page(HTMLParser):
    """The tags of a document in order, and its text."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **having: str) -> list[dict[str, str]]:
        """Return the attributes of the tags of this name that have these values."""
        return [a for t, a in self.tags if t == tag and having.items() <= a.items()]

    @property
    def shape(self) -> list[tuple[str, list[str]]]:
        """The tags with their attributes' names: what text must not be able to change."""
        return [(tag, sorted(attributes)) for tag, attributes in self.tags]


def parse(html: str) -> Page:
    """Return the parsed document."""
    page = Page()
    page.feed(html)
    page.close()
    return page
