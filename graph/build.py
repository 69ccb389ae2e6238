"""The whole control flow of a conversation, on one page.

    understand -> remember -> link -> decide -> {act} -> speak

An edit made by hand in the timeline takes the same way; ``understand`` lets it through.
"""

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from graph import acts, listening
from graph.questionnaire import questionnaire
from graph.state import Act, ConversationState, Services

Conversation = CompiledStateGraph[ConversationState, Services, ConversationState, ConversationState]


def build(checkpointer: BaseCheckpointSaver[str]) -> Conversation:
    """Return the compiled graph; every step is saved to ``checkpointer``."""
    flow = StateGraph(ConversationState, context_schema=Services)
    flow.add_node("understand", listening.understand)
    flow.add_node("remember", listening.remember)
    flow.add_node("link", listening.link)
    flow.add_node("decide", listening.decide)
    nodes: dict[Act, acts.Node] = {**acts.ACTS, "questionnaire": questionnaire}
    for name, act in nodes.items():
        flow.add_node(name, act)
        flow.add_edge(name, "speak")
    flow.add_node("speak", acts.speak)

    flow.add_edge(START, "understand")
    flow.add_edge("understand", "remember")
    flow.add_edge("remember", "link")
    flow.add_edge("link", "decide")
    flow.add_conditional_edges("decide", lambda state: state["act"], list(nodes))
    flow.add_edge("speak", END)
    return flow.compile(checkpointer=checkpointer)
