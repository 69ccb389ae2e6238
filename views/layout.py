"""The components of the page, placed in the order in which a keyboard or a phone meets them."""

import gradio as gr

from views import theme
from views.templates import render


class Layout:
    """The components; made inside a ``gr.Blocks``."""

    def __init__(self, *, model: str | None, thumbs: bool) -> None:
        """Place the components.

        Args:
            model: the language model that messages are sent to; None for none.
            thumbs: whether replies can be said to have helped or not.
        """
        gr.HTML(
            '<header class="ca-header"><h1>Career advisor</h1>'
            "<p>Next jobs from the careers of real people, with reasons.</p></header>"
        )
        self.id = gr.Textbox(visible=False)
        with gr.Row(equal_height=False):
            with gr.Column(scale=6, min_width=340, elem_id="ca-chat-column"):
                self._lay_out_chat(model, thumbs)
            with gr.Column(scale=5, min_width=340, elem_id="ca-side"):
                self.progress = _panel("ca-progress-panel")
                self.cards = _panel("ca-cards")
                self.trust = _panel("ca-trust")
                self.interests = _panel("ca-interests")
                self.items = _panel("ca-items")
                self.timeline = _panel("ca-timeline")
                self.data = _panel("ca-data")

    def _lay_out_chat(self, model: str | None, thumbs: bool) -> None:
        self.chat = gr.Chatbot(
            label="Conversation",
            elem_id="ca-chat",
            show_label=False,
            buttons=[],
            render_markdown=False,  # what people type is text,
            latex_delimiters=[],  # and "$" is money
            feedback_options=("Like", "Dislike") if thumbs else None,
            group_consecutive_messages=False,
        )
        # Follows the chat: its script looks for it.
        self.spoken = gr.HTML(elem_id="ca-spoken", js_on_load=theme.chat_script())
        # Until it is answered, a rule of the style sheet hides what is sent with.
        self.consent = _panel("ca-consent")
        with gr.Row(elem_id="ca-compose"):
            self.message = gr.Textbox(
                label="Your message",
                placeholder="E.g. cashier since 2019",
                elem_id="ca-message",
                lines=1,
                max_lines=8,
                autofocus=True,
                scale=1,
            )
            # Not the text box's own button: that one would become part of its label.
            self.send = gr.Button("Send", variant="primary", scale=0, min_width=90)
        with gr.Row(elem_id="ca-shortcuts"):
            self.suggest = gr.Button(
                "Show me suggestions now", variant="primary", size="md", elem_id="ca-suggest"
            )
            # No file types: Gradio would refuse others in words of its own, ``read_document`` says
            # what to do. The script of the chat has the dialog offer the right ones.
            self.upload = gr.UploadButton("Upload a CV", elem_id="ca-upload", size="md")
        gr.HTML(render("hint", model=model))


def _panel(name: str) -> gr.HTML:
    """Return an empty panel whose forms arrive as ``submit`` events."""
    return gr.HTML(elem_id=name, apply_default_css=False, js_on_load=theme.panel_script())
