"""A graph of one node, for tests of what is kept of a conversation."""

from typing import Any, TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph

from advisor.career import PRESENT, CareerHistory, Job, Limit, LimitKind, When
from graph.state import Line
from graph.store.conversations import ConversationStore

HISTORY = CareerHistory(
    jobs=(Job("j1", "nurse", start=When(2015, 6), end=PRESENT, declined=frozenset({"employer"})),),
    limits=(Limit(LimitKind.PLACE, "no travel"),),
)


class Loose(TypedDict, total=False):
    message: str
    history: CareerHistory
    transcript: tuple[Line, ...]
    foreign: Any


def config(conversation_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": conversation_id}}


def say(store: ConversationStore, conversation_id: str, state: Loose) -> Loose:
    """Run one turn of a one-node graph and return what is read back."""
    flow = StateGraph(Loose)
    flow.add_node("keep", lambda _: state)
    flow.add_edge(START, "keep")
    flow.add_edge("keep", END)
    graph = flow.compile(checkpointer=store.saver)
    with store.alone(conversation_id, 10):
        store.used(conversation_id)
        graph.invoke({}, config(conversation_id), durability="sync")
        store.tidy(conversation_id)
    values: Loose = graph.get_state(config(conversation_id)).values  # type: ignore[assignment]
    return values
