// Messages that are not answered yet, in order; they outlive a reload and keep their ids.

const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

class Outbox {
  constructor(store) {
    this.store = store;
    this.messages = store.get("outbox") || [];
  }

  /** Adds `{text}` or `{file}`; a file cannot outlive the page. */
  add(conversation, message) {
    this.messages.push({ id: newId(), conversation, ...message });
    this.keep();
  }

  /** Returns what waits for a conversation. */
  of(conversation) {
    return this.messages.filter((message) => message.conversation === conversation);
  }

  remove(id) {
    this.messages = this.messages.filter((message) => message.id !== id);
    this.keep();
  }

  clear() {
    this.messages = [];
    this.keep();
  }

  keep() {
    const kept = this.messages.filter((message) => !message.file);
    this.store.set("outbox", kept.length ? kept : null);
    // The store's own memory would lose the files.
  }
}
