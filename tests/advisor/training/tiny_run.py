"""The settings of a tiny run from scratch."""

from pathlib import Path

CONFIG = """
name = "tiny-1"
run = "{folder}/run"
seed = 3

[data]
careers = "{folder}/careers"
cohorts = ["nlsy97"]

[tokenizer]
byte_pairs = 300

[model]
hidden_size = 32
intermediate_size = 64
num_hidden_layers = 1
num_attention_heads = 2

[teach]
teachers = 1
epochs = 2

[pretrain]
epochs = {epochs}
batch_size = 8
learning_rate = 1e-2
warmup_steps = 2
dropout = 0.0
averaging = 0.5
title_features = false
members = {members}
soft = {soft}

[export]
folder = "{folder}/model"
teachers = {teachers}
"""


def write_config(  # one a setting
    folder: Path, *, epochs: int = 6, members: int = 1, soft: float = 0.0, teachers: int = 0
) -> Path:
    """Write the settings of a run in a folder that holds ``careers``."""
    path = folder / "tiny.toml"
    text = CONFIG.format(
        folder=folder, epochs=epochs, members=members, soft=soft, teachers=teachers
    )
    path.write_text(text, encoding="utf-8")
    return path
