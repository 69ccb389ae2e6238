"""The Gradio app: shows the events of a turn, holds no logic."""
