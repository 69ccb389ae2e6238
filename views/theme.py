"""Colours, type and spacing of the page; the fonts are the reader's own, none is fetched."""

from pathlib import Path

import gradio as gr

_FOLDER = Path(__file__).parent
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")


def theme() -> gr.themes.Base:
    """Return the theme, light and dark; every text colour has a contrast of 4.5 or more."""
    built = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        font=[gr.themes.Font(name) for name in _FONTS],
        font_mono=[gr.themes.Font(name) for name in ("ui-monospace", "Consolas", "monospace")],
    )
    return built.set(
        body_background_fill="#f6f7f8",
        body_background_fill_dark="#0f1519",
        body_text_color="#1c2830",
        body_text_color_dark="#e4eaee",
        body_text_color_subdued="#51606b",
        body_text_color_subdued_dark="#a3b1bb",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#172026",
        background_fill_secondary="#f0f3f4",
        background_fill_secondary_dark="#1e2930",
        border_color_primary="#d5dce1",
        border_color_primary_dark="#33424c",
        block_background_fill="#ffffff",
        block_background_fill_dark="#172026",
        input_background_fill="#ffffff",
        input_background_fill_dark="#0f1519",
        input_border_color="#82909a",
        input_border_color_dark="#687984",
        input_border_color_focus="#0f766e",
        input_border_color_focus_dark="#5eead4",
        input_placeholder_color="#5c6b76",
        input_placeholder_color_dark="#94a3ae",
        link_text_color="#0b6b63",
        link_text_color_dark="#5eead4",
        link_text_color_hover="#0a4f4a",
        link_text_color_hover_dark="#99f6e4",
        link_text_color_visited="#0b6b63",
        link_text_color_visited_dark="#5eead4",
        color_accent_soft="#e6f2f0",
        color_accent_soft_dark="#1d3836",
        border_color_accent_subdued="#b7d5d1",
        border_color_accent_subdued_dark="#33554f",
        button_primary_background_fill="#0f766e",
        button_primary_background_fill_dark="#0f766e",
        button_primary_background_fill_hover="#115e59",
        button_primary_background_fill_hover_dark="#115e59",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_dark="#1e2930",
        button_secondary_background_fill_hover="#eef3f3",
        button_secondary_background_fill_hover_dark="#2a3842",
        block_label_text_color="#51606b",
        block_label_text_color_dark="#a3b1bb",
        block_title_text_color="#51606b",
        block_title_text_color_dark="#a3b1bb",
        block_info_text_color="#51606b",
        block_info_text_color_dark="#a3b1bb",
        button_secondary_text_color="#1c2830",
        button_secondary_text_color_dark="#e4eaee",
        button_secondary_border_color="#a9b6be",
        button_secondary_border_color_dark="#50616c",
    )


def style() -> str:
    """Return the style sheet."""
    return (_FOLDER / "style.css").read_text("utf-8")


def panel_script() -> str:
    """Return what runs when a panel loads."""
    return (_FOLDER / "panels.js").read_text("utf-8")


def chat_script() -> str:
    """Return what makes the chat usable by keyboard and screen reader."""
    return (_FOLDER / "chat.js").read_text("utf-8")
