"""Hooks of MkDocs: takes in pages from outside ``docs`` and makes every link lead somewhere.

The pages are written to be read in the source tree, where ``../benchmarks/titles.md`` is a file. In
the site those that are pages too are linked to; of other files the path is named.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from retrieval.errors import AdvisorError

ROOT = Path(__file__).resolve().parent.parent
_TAKEN_IN = ("CHANGELOG.md", "benchmarks/*.md", "data/*/README.md")
"""Pages outside ``docs``; in the site they stand under the same path."""
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<to>[^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```[^\S\n]*$", re.MULTILINE | re.DOTALL)


def taken_in() -> list[str]:
    """Return the paths of the pages outside ``docs`` that are in the site, in order."""
    return [
        path.relative_to(ROOT).as_posix()
        for pattern in _TAKEN_IN
        for path in sorted(ROOT.glob(pattern))
    ]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill folders of the navigation, such as ``decisions/``, with their pages in order."""
    config.nav = [_filled(entry) for entry in config.nav or []]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages from outside ``docs``."""
    for path in taken_in():
        files.append(File.generated(config, path, content=(ROOT / path).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Return the page's text with links that work in the site."""
    return in_site(markdown, page.file.src_uri, {file.src_uri for file in files})


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Return the page with a name for the theme's search dialog, which has none."""
    nameless = 'data-md-component="search" role="dialog"'
    return output.replace(nameless, f'{nameless} aria-label="Search"')


def in_site(markdown: str, page: str, pages: set[str]) -> str:
    """Return a text with links that work in the site.

    Args:
        markdown: a page as it stands in the source tree.
        page: its path in the site.
        pages: paths of everything in the site.

    Raises:
        AdvisorError: it links to a file that is not there.
    """
    here = page if page in taken_in() else f"docs/{page}"

    def replaced(link: re.Match[str]) -> str:
        to, _, anchor = link["to"].partition("#")
        if not to or "://" in to or to.startswith("mailto:"):
            return link[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), to))
        uri = path.removeprefix("docs/")
        if uri in pages:
            relative = posixpath.relpath(uri, posixpath.dirname(page) or ".")
            return f"[{link['text']}]({relative}{'#' if anchor else ''}{anchor})"
        if not (ROOT / path).exists():
            raise AdvisorError(f"expected {path}, which {here} links to, to be there")
        text = link["text"].strip("`")
        return f"`{path}`" if text in (path, to) else f"{link['text']} (`{path}`)"

    parts, end = [], 0
    for block in _FENCED.finditer(markdown):
        parts += [_LINK.sub(replaced, markdown[end : block.start()]), block[0]]
        end = block.end()
    return "".join([*parts, _LINK.sub(replaced, markdown[end:])])


def _filled(entry: Any) -> Any:
    """Return an entry of the navigation with folders replaced by lists of their pages."""
    if isinstance(entry, dict):
        return {title: _filled(value) for title, value in entry.items()}
    if isinstance(entry, list):
        return [_filled(value) for value in entry]
    if not entry.endswith("/"):
        return entry
    outside = [path for path in taken_in() if path.startswith(entry)]
    folder = ROOT / "docs" / entry
    return outside or [
        path.relative_to(ROOT / "docs").as_posix() for path in sorted(folder.rglob("*.md"))
    ]
