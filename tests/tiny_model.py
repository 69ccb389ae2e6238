"""A small random Llama in the folder form of a trained model, and completions a server gives of it.

Each reply stands for one kind of server: what it takes it computes with the model, what it does not
know it refuses with 400, as such servers do.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from advisor.model.calibration import Calibration
from advisor.model.career_model import CareerModel, Manifest, write_manifest
from advisor.model.career_probabilities import CareerTokens
from advisor.model.device import Device
from advisor.model.title_scorer import TitleScorer
from advisor.model.title_trie import TitleTrie
from advisor.model.work_years import SAME, WorkYear
from advisor.training.tokenizer import build_tokenizer
from tests.openai_server import Exchange, Reply, body, status

NAME = "tiny-1"
CPU = Device("cpu", torch.float32)


@dataclass(frozen=True)
class TinyModel:
    """A model's folder and, for the replies, what is in it."""

    folder: Path
    model: LlamaForCausalLM
    tokenizer: Any
    end_mark: str

    def local(self) -> CareerModel:
        return CareerModel.load(self.folder, CPU)

    def log_probabilities(self, tokens: Sequence[int]) -> list[float | None]:
        """Return that of each token after those before it; None for the first."""
        with torch.inference_mode():
            logits = self.model(input_ids=torch.tensor([list(tokens)])).logits[0, :-1]
        told = logits.double().log_softmax(-1)
        return [None, *told.gather(1, torch.tensor(tokens[1:])[:, None])[:, 0].tolist()]

    def draw(self, prompt: Sequence[int], titles: Sequence[str], n: int, seed: int) -> list[str]:
        """Return titles drawn by their probability."""
        paths = [self.tokens(title + self.end_mark) for title in titles]
        scorer = TitleScorer(self.model, TitleTrie(paths), CPU)
        chances = np.exp(scorer.score([prompt]).log_probabilities[0])
        drawn = np.random.default_rng(seed).choice(len(titles), n, p=chances / chances.sum())
        return [titles[place] for place in drawn]

    def tokens(self, text: str) -> list[int]:
        return list(self.tokenizer(text, add_special_tokens=False)["input_ids"])


def write_tiny_model(folder: Path, titles: Sequence[str], spelled: bool = False) -> TinyModel:
    """Write a model that knows the titles as one token each, or spelled out with an end mark."""
    torch.manual_seed(11)
    tokenizer = build_tokenizer(() if spelled else (*titles, SAME), [*titles] * 3, 300)
    shape = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=512,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlamaForCausalLM(shape)
    model.eval()  # type: ignore[no-untyped-call]
    with torch.no_grad():
        # Larger weights: what it says then depends on what it reads.
        for parameter in model.parameters():
            if parameter.ndim > 1:
                parameter.mul_(4)
    end_mark = "\n" if spelled else ""
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    Calibration(1.3, 0.2, 0.9).write(folder)
    write_manifest(folder, _about(end_mark))
    return TinyModel(folder, model, tokenizer, end_mark)


def _about(end_mark: str) -> Manifest:
    return Manifest(NAME, "careers of a test", end_mark, (".",), "", {})


def teach(tiny: TinyModel, career: Sequence[WorkYear], chances: Mapping[str, float]) -> None:
    """Train a model that knows titles as one token each to say them this often after a career."""
    prompt = torch.tensor([CareerTokens(tiny.tokenizer, "").career(career)])
    target = torch.zeros(len(tiny.tokenizer))
    for title, chance in chances.items():
        (token,) = tiny.tokens(title)
        target[token] = chance
    optimizer = torch.optim.Adam(tiny.model.parameters(), lr=3e-3)
    for _ in range(150):
        said = tiny.model(input_ids=prompt).logits[0, -1].log_softmax(-1)
        optimizer.zero_grad()
        (-(target * said).sum()).backward()
        optimizer.step()
    tiny.model.save_pretrained(tiny.folder)
    write_manifest(tiny.folder, _about(""))


def vllm(tiny: TinyModel, **changes: Any) -> Reply:
    """Answer ``logprob_token_ids`` too; otherwise as ``vllm_of_old``."""

    def reply(request: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        if "logprob_token_ids" not in request:
            return _of_vllm(tiny, request)
        wanted = request["logprob_token_ids"]
        assert request["logprobs"] is not None, "vLLM insists on it"
        if len(wanted) > 128:
            return None
        told = {
            tiny.tokenizer.decode(token): tiny.log_probabilities([*request["prompt"], token])[-1]
            for token in wanted
        }
        return [{"text": "x", "logprobs": {"top_logprobs": [told]}}]

    return _server(reply, changes)


def vllm_of_old(tiny: TinyModel, **changes: Any) -> Reply:
    """Answer with ``prompt_logprobs``, or with sampled titles for ``structured_outputs``."""
    return _server(lambda request: _of_vllm(tiny, request), changes)


def _of_vllm(tiny: TinyModel, request: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    if "structured_outputs" in request:
        titles = request["structured_outputs"]["choice"]
        return _drawn(tiny, request, request["prompt"], titles)
    assert request["max_tokens"] == 1, "vLLM takes no less without echo"
    if "prompt_logprobs" in request and _lists_of_tokens(request["prompt"]):
        return [{"text": "x", "prompt_logprobs": _places(tiny, p)} for p in request["prompt"]]
    if "logprobs" in request:
        # What it does not know it passes over, and tells the likeliest token.
        return [{"text": "x", "logprobs": {"top_logprobs": [{"x": -0.1}]}}]
    return None


def echo(tiny: TinyModel, **changes: Any) -> Reply:
    """Answer ``echo`` of tokens with OpenAI's ``logprobs``."""

    def reply(request: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        if not _lists_of_tokens(request["prompt"]) or not request.get("echo"):
            return None
        return [_echoed(tiny, prompt) for prompt in request["prompt"]]

    return _server(reply, changes)


def echo_of_text(tiny: TinyModel, **changes: Any) -> Reply:
    """Answer ``echo`` of text with OpenAI's ``logprobs``."""

    def reply(request: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        if not isinstance(request["prompt"][0], str) or not request.get("echo"):
            return None
        return [_echoed(tiny, tiny.tokens(prompt)) for prompt in request["prompt"]]

    return _server(reply, changes)


def schema(tiny: TinyModel, **changes: Any) -> Reply:
    """Answer with sampled titles for ``response_format``, in quotes."""

    def reply(request: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        if "response_format" not in request:
            return None
        titles = request["response_format"]["json_schema"]["schema"]["enum"]
        drawn = _drawn(tiny, request, tiny.tokens(request["prompt"]), titles)
        return [{"text": json.dumps(choice["text"])} for choice in drawn]

    return _server(reply, changes)


def _drawn(
    tiny: TinyModel, request: Mapping[str, Any], prompt: Sequence[int], titles: Sequence[str]
) -> list[dict[str, Any]]:
    said = tiny.draw(prompt, titles, request["n"], request["seed"])
    return [{"text": title} for title in said]


def _places(tiny: TinyModel, prompt: Sequence[int]) -> list[Any]:
    return [
        None
        if value is None
        else {
            str(token): {"logprob": value, "rank": 1, "decoded_token": tiny.tokenizer.decode(token)}
        }
        for token, value in zip(prompt, tiny.log_probabilities(prompt), strict=True)
    ]


def _echoed(tiny: TinyModel, prompt: Sequence[int]) -> dict[str, Any]:
    told = {
        "tokens": [tiny.tokenizer.decode(token) for token in prompt],
        "token_logprobs": tiny.log_probabilities(prompt),
    }
    return {"text": "".join(told["tokens"]), "logprobs": told}


def _lists_of_tokens(prompt: Any) -> bool:
    return isinstance(prompt, list) and isinstance(prompt[0], list)


def _server(
    answer: Callable[[Mapping[str, Any]], list[dict[str, Any]] | None], changes: Mapping[str, Any]
) -> Reply:
    def reply(exchange: Exchange) -> None:
        assert exchange.request.path == "/v1/completions"
        choices = answer(exchange.request.body)
        if choices is None:
            return status(400)(exchange)
        for index, choice in enumerate(choices):
            choice |= {"index": index, "finish_reason": "length"}
        # Order is the index's, not the list's.
        whole = {"object": "text_completion", "model": NAME, "choices": choices[::-1]}
        return body(json.dumps({**whole, **changes}).encode())(exchange)

    return reply
