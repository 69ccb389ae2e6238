// The conversation as it stands: what the API said last, what waits to be sent, what went wrong.

const BACK_OFF_S = [1, 2, 4, 8, 15, 30];
const SUGGEST = "Show me suggestions now"; // the advisor reads English

class Conversation {
  /**
   * @param draw called with what changed: "all", "live" (a piece of a reply came) or "trust".
   * @param tell called with the name of an event for the page, and its detail; no texts in it.
   */
  constructor({ api, visit, store, words, draw, tell }) {
    Object.assign(this, { api, visit, store, words, draw, tell });
    this.outbox = new Outbox(store);
    this.queue = Promise.resolve(); // one turn at a time
    this.reset("loading");
    this.comeBack = () => this.trouble && this.retry();
    addEventListener("online", this.comeBack);
  }

  /** Phases: "loading", "failed" (nothing to show yet), "consent", "talk", "gone". */
  reset(phase) {
    this.phase = phase;
    this.state = null;
    this.live = null; // the reply that is coming in: { text, question }
    this.sending = null; // the message that it answers
    this.trouble = null; // what keeps messages waiting: { code, message, until }
    this.problem = null; // what became of a single action: { message }
    this.said = null; // a line that is good to know
    this.trust = null;
    this.shares = null;
    this.past ??= []; // ids of conversations of which only the record is kept
    this.draft = null; // a refused message, to be put back
    this.tries = 0;
    clearTimeout(this.waiting);
  }

  get id() {
    return this.state?.id;
  }

  path(rest = "") {
    return `/conversations/${encodeURIComponent(this.id)}${rest}`;
  }

  /** Begins, or goes on with what this tab or this visitor had. */
  async begin() {
    if (!this.hindrance) {
      this.reset("loading");
      this.draw("all");
    }
    try {
      await this.visit.token();
      const id = await this.earlier();
      if (!id) return await this.ask();
      this.tries = 0;
      this.take(await this.api.json("GET", `/conversations/${encodeURIComponent(id)}`));
      this.phase = "talk";
      this.flush();
    } catch (error) {
      if (error.code === "not_found") return this.lost();
      this.failed(error);
    }
    this.draw("all");
  }

  async earlier() {
    const kept = this.store.get("conversation");
    if (this.visit.level !== "known") return kept;
    const { conversations: found, past } = await this.api.json("GET", "/conversations");
    this.past = past;
    if (found.some((one) => one.id === kept)) return kept;
    // Times sort as text: the one touched last.
    return [...found].sort((a, b) => (a.touched < b.touched ? 1 : -1))[0]?.id;
  }

  failed(error) {
    this.phase = "failed";
    this.stumbled(error, () => this.begin());
  }

  /** Shows what may be kept, to be chosen from. */
  async ask(said = null) {
    const { tries } = this;
    this.reset("loading");
    this.tries = tries;
    try {
      this.notice = await levelsOf(this.api, this.words.language, this.visit.level);
      this.tries = 0;
      this.phase = "consent";
      this.said = said;
    } catch (error) {
      this.failed(error);
    }
    this.draw("all");
  }

  /** Agrees to a level: a conversation begins, or goes on under it. */
  async choose(consent) {
    this.problem = null;
    const [method, path] = this.id ? ["PUT", this.path("/consent")] : ["POST", "/conversations"];
    await this.attempt(async () => {
      this.take(await this.api.json(method, path, { consent }));
      this.said = null;
      this.phase = "talk";
    });
    this.draw("all");
  }

  take(state) {
    const before = this.state;
    this.state = state;
    this.store.set("conversation", state.id);
    const shown = JSON.stringify(state.recommendation ?? null);
    if (shown !== JSON.stringify(before?.recommendation ?? null)) this.trust = null;
  }

  /** Sends a message, or a CV; whatever happens it is kept until it is answered. */
  send(message) {
    this.problem = null;
    this.said = null;
    this.outbox.add(this.id, message);
    this.draw("all");
    this.flush();
  }

  flush() {
    this.queue = this.queue.then(() => this.work()).catch((error) => this.stumbled(error));
  }

  async work() {
    const conversation = this.id;
    for (let next; !this.trouble && this.id === conversation && (next = this.outbox.of(conversation)[0]);) {
      this.sending = next;
      try {
        await this.turn(...this.request(next));
        this.outbox.remove(next.id);
        this.tell("message", { from: "advisor" });
      } catch (error) {
        this.live = null;
        if (waits(error)) {
          this.stumbled(error, () => this.flush());
        } else if (error.code === "not_found") {
          this.outbox.clear();
          this.lost();
        } else {
          this.outbox.remove(next.id);
          this.draft = next.text || null;
          this.problem = { message: this.told(error) };
          this.tell("error", { code: error.code || "internal" });
        }
      }
      this.sending = null;
      this.draw("all");
    }
  }

  request({ id, text, file }) {
    if (!file) return ["POST", this.path("/messages"), { id, text }];
    const form = new FormData();
    form.append("id", id);
    form.append("file", file, file.name);
    return ["POST", this.path("/documents"), form];
  }

  /** Plays the events of a turn; the last one holds the whole state. */
  async turn(method, path, body) {
    this.live = { text: "" };
    this.draw("all");
    let whole = false;
    let failure = null;
    for await (const { kind, data } of this.api.events(method, path, body)) {
      if (kind === "text") {
        this.live.text += data.text;
        this.draw("live");
      } else if (kind === "failed") {
        failure = data.message;
      } else if (kind === "noticed") {
        this.said = data.message;
      } else if (kind === "suggested") {
        this.tell("suggested", { count: data.recommendation.suggestions.length });
      } else if (kind === "done") {
        whole = true;
        this.take(data.state);
      }
    }
    if (!whole) throw new Away(); // broken off: asked again under the same id, answered once
    this.tries = 0;
    this.trouble = null;
    this.live = null;
    if (failure) {
      this.problem = { message: failure };
      this.draft = body.text || null;
      this.tell("error", { code: "failed" });
    }
  }

  /** Changes the history by hand; returns whether it was done. */
  edit(edits) {
    this.problem = null;
    const body = { id: newId(), edits };
    const done = this.queue.then(() => this.attempt(() => this.turn("PATCH", this.path("/history"), body)));
    this.queue = done.then(() => this.draw("all"));
    return done.then((worked) => worked && !this.problem);
  }

  /** Does something that is not kept for later; says what went wrong. */
  async attempt(action) {
    try {
      await action();
      return true;
    } catch (error) {
      this.live = null;
      if (error.code === "not_found" && this.id && (await this.vanished())) this.lost();
      else this.problem = { message: this.told(error) };
      this.tell("error", { code: error.code || "internal" });
      return false;
    }
  }

  /** Whether it is the conversation itself that is not there, and not a part of it. */
  async vanished() {
    try {
      this.take(await this.api.json("GET", this.path()));
      return false;
    } catch (error) {
      return error.code === "not_found";
    }
  }

  /** Notes what keeps us from going on, and tries again later. */
  stumbled(error, again = () => this.flush()) {
    const wait = error.retryAfter ?? BACK_OFF_S[Math.min(this.tries, BACK_OFF_S.length - 1)];
    const stuck = !waits(error) || this.tries >= 20;
    this.tries += 1;
    this.trouble = { code: error.code || "internal", message: this.told(error, wait), again };
    this.tell("error", { code: this.trouble.code });
    clearTimeout(this.waiting);
    if (!stuck) this.waiting = setTimeout(() => this.retry(), 1000 * wait);
    this.draw("all");
  }

  /** Tries again what did not work; what is said of it stays until it does. */
  retry() {
    const { trouble, tries } = this;
    clearTimeout(this.waiting);
    this.trouble = null;
    this.retrying = trouble;
    trouble?.again();
    this.tries = tries; // whoever begins anew forgets them
  }

  /** What went wrong, also while it is tried again. */
  get hindrance() {
    return this.trouble ?? (this.tries ? this.retrying : null);
  }

  told(error, wait = error.retryAfter) {
    return lineOf(error, wait, this.words);
  }

  /** The conversation is not kept any more: erased here, elsewhere, or after the visit. */
  lost() {
    this.reset("gone");
    this.store.set("conversation", null);
    this.outbox.clear();
    this.draw("all");
  }

  async restart(said = null) {
    this.leave();
    this.outbox.clear();
    this.store.set("conversation", null);
    this.state = null;
    await this.ask(said);
  }

  async erase() {
    const done = await this.attempt(() => this.api.json("DELETE", this.path()));
    if (!done) return this.draw("all");
    this.outbox.clear();
    this.store.set("conversation", null);
    await this.ask(this.words.say("erased"));
  }

  /** Tells that the page goes away: a visit that keeps nothing ends soon after. */
  leave() {
    if (!this.id || !this.visit.kept) return;
    const options = { bearer: this.visit.kept.token, keepalive: true };
    this.api.json("POST", this.path("/leave"), undefined, options).catch(() => {});
  }

  end() {
    clearTimeout(this.waiting);
    removeEventListener("online", this.comeBack);
    this.visit.end();
  }
}
