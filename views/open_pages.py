"""Which conversation each open page shows, so that the end of a visit is noticed."""

import threading

from graph.checkpoints import ConversationStore


class OpenPages:
    """Tells the store when the last page of a conversation is closed, and when one is open again.

    Args:
        store: the conversations.
    """

    def __init__(self, store: ConversationStore) -> None:
        self._store = store
        self._shown: dict[str, str] = {}
        self._guard = threading.Lock()

    def show(self, page: str | None, conversation_id: str) -> None:
        """Note that a page shows a conversation now, in place of the one before."""
        if page is None:
            return
        with self._guard:
            self._shown[page] = conversation_id
        self._store.returned(conversation_id)

    def close(self, page: str | None) -> None:
        """Note that a page is gone."""
        with self._guard:
            conversation_id = self._shown.pop(page or "", None)
            others = conversation_id in self._shown.values()
        if conversation_id is not None and not others:
            self._store.left(conversation_id)
