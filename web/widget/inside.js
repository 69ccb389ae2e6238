// The panel with its conversation: the same on a host's page and in our own frame.

class Inside {
  constructor({ base, site, words, source, store, parent, framed, close, widen, tell }) {
    this.api = new Api(base);
    this.visit = new Visit({ api: this.api, site, store, source, parent });
    this.panel = new Panel({ words, close, widen, framed });
    this.node = this.panel.node;
    const draw = (what) => this.panel.draw(what);
    this.conversation = new Conversation({ api: this.api, visit: this.visit, store, words, draw, tell });
    this.panel.show(this.conversation);
    this.left = () => this.conversation.leave();
    addEventListener("pagehide", this.left);
  }

  begin() {
    return this.conversation.begin();
  }

  /** Somebody else may be signed in now. */
  again() {
    this.visit.kept = null;
    return this.begin();
  }

  focus() {
    this.panel.focus();
  }

  async label(words) {
    const { conversation } = this;
    conversation.words = words;
    if (conversation.notice) await learnLevels(conversation);
    this.panel.label(words);
  }

  end() {
    removeEventListener("pagehide", this.left);
    this.conversation.end();
  }
}
