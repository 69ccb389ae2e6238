"""Colours that can be read: every pair of text and ground reaches WCAG AA."""

import re

import pytest

from views import theme

PAIRS = [
    ("body_text_color", "body_background_fill"),
    ("body_text_color", "background_fill_primary"),
    ("body_text_color", "background_fill_secondary"),
    ("body_text_color", "color_accent_soft"),
    ("body_text_color_subdued", "body_background_fill"),
    ("body_text_color_subdued", "background_fill_primary"),
    ("body_text_color_subdued", "background_fill_secondary"),
    ("link_text_color", "background_fill_primary"),
    ("link_text_color_hover", "background_fill_primary"),
    ("input_placeholder_color", "input_background_fill"),
    ("button_primary_text_color", "button_primary_background_fill"),
    ("button_primary_text_color", "button_primary_background_fill_hover"),
]


def luminance(color: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["", "_dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(text: str, ground: str, mode: str) -> None:
    built = theme.theme()
    assert contrast(getattr(built, text + mode), getattr(built, ground + mode)) >= 4.5


@pytest.mark.parametrize("mode", ["", "_dark"])
def test_edges_of_inputs_can_be_seen(mode: str) -> None:
    built = theme.theme()
    edge = getattr(built, f"input_border_color{mode}")
    assert contrast(edge, getattr(built, f"input_background_fill{mode}")) >= 3


@pytest.mark.parametrize("name", ["warn", "danger"])
def test_our_own_colours_can_be_read(name: str) -> None:
    grounds = ("background_fill_primary", "background_fill_primary_dark")
    colors = re.findall(rf"--ca-{name}: (#\w+)", theme.style())
    fills = re.findall(r"--ca-warn-fill: (#\w+)", theme.style())
    assert len(colors) == len(grounds) == len(fills)
    for color, ground, fill in zip(colors, grounds, fills, strict=True):
        assert contrast(color, getattr(theme.theme(), ground)) >= 4.5
        assert contrast(color, fill) >= 4.5


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "http" not in theme.style() + theme.panel_script() + theme.chat_script()
    assert theme.theme()._stylesheets == []
