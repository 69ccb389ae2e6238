// The panel: its header, its tabs, and what each phase of a conversation shows in it.

const TABS = ["chat", "suggestions", "history", "data"];

class Panel {
  /** `close` and `widen` are called when the visitor asks for that. */
  constructor({ words, close, widen, framed = false }) {
    this.close = close;
    this.widen = widen;
    this.drawn = new WeakMap();
    this.node = h("div", { class: framed ? "panel framed" : "panel", role: "dialog", "aria-modal": "false", tabindex: -1 });
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.speaker = h("div", { class: "hidden", role: "status" });
    this.body = h("div", { class: "body" });
    this.label(words);
  }

  /** Shows a conversation; `label` may change its language later. */
  show(conversation) {
    this.conversation = conversation;
  }

  label(words) {
    const typed = this.composer?.box.value;
    this.words = words;
    this.tab ??= "chat";
    this.drawn = new WeakMap();
    this.talk = null;
    const title = words.say("title");
    this.node.lang = words.locale;
    this.node.setAttribute("aria-label", title);
    this.wideButton = h("button", { type: "button", class: "icon widen", "aria-pressed": "false", "aria-label": words.say("widen"), onclick: () => this.toggleWide() }, icon(ICONS.widen));
    this.header = h("header", { class: "top" }, h("h1", {}, title), this.wideButton,
      h("button", { type: "button", class: "icon", "aria-label": words.say("close"), onclick: () => this.close() }, icon(ICONS.close)));
    this.node.replaceChildren(this.header, this.body, this.speaker);
    this.typed = typed;
    if (this.conversation) this.draw("all");
  }

  key(event) {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      this.close();
    }
  }

  toggleWide() {
    const wide = this.node.classList.toggle("wide");
    this.wideButton.setAttribute("aria-pressed", String(wide));
    this.widen(wide);
  }

  /** Moves the focus to where the visitor goes on; a touch screen's keyboard stays away. */
  focus() {
    const typing = this.conversation?.phase === "talk" && this.tab === "chat" && matchMedia("(pointer: fine)").matches;
    (typing ? this.composer.box : this.node).focus({ preventScroll: true });
  }

  draw(what) {
    const { conversation } = this;
    if (what === "live") return this.drawLive();
    if (what === "trust") return this.drawTrust();
    this.node.dataset.phase = conversation.phase;
    if (conversation.phase === "talk") return this.drawTalk();
    this.talk = null;
    this.tab = "chat";
    const key = JSON.stringify([conversation.phase, conversation.hindrance?.message, conversation.problem, conversation.said, conversation.notice?.language]);
    this.part(this.body, key, () => this.before(), this.node);
  }

  /** What is there before and after a conversation. */
  before() {
    const { conversation, words } = this;
    if (conversation.phase === "consent") {
      const said = conversation.said ? h("p", { class: "said", role: "status" }, conversation.said) : null;
      return [h("div", { class: "page" }, said, this.problems(), consentView(conversation, words))];
    }
    if (conversation.phase === "gone") {
      return [h("div", { class: "page centre", role: "alert" }, h("p", {}, words.say("gone")),
        h("button", { type: "button", class: "primary", onclick: () => conversation.ask() }, words.say("new_conversation")))];
    }
    const { hindrance } = conversation;
    if (conversation.phase === "failed" || hindrance) {
      return [h("div", { class: "page centre", role: "alert" }, h("p", {}, hindrance?.message),
        h("button", { type: "button", class: "primary", "data-key": "retry", onclick: () => conversation.retry() }, words.say("retry")))];
    }
    return [h("div", { class: "page centre" }, h("p", { class: "quiet waiting", role: "status" }, words.say("loading")))];
  }

  problems() {
    const { problem } = this.conversation;
    return problem ? h("p", { class: "problem", role: "alert" }, problem.message) : null;
  }

  drawTalk() {
    const { conversation, words } = this;
    const { state } = conversation;
    if (!this.talk) this.buildTalk();
    const { log, notes, progress, pages, list } = this.talk;
    const waiting = conversation.outbox.of(state.id).map((message) => message.id);
    const end = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    const lines = JSON.stringify([state.transcript, state.question, state.choices, waiting, conversation.sending?.id, Boolean(conversation.live), state.recommendation?.suggestions.length, Boolean(state.target)]);
    const anew = this.part(log, lines, () => chatLines(conversation, words, (tab) => this.choose(tab, true)), this.composer.box);
    this.part(notes, JSON.stringify([conversation.hindrance, conversation.problem, conversation.said]), () => this.notes(), this.composer.box);
    this.part(progress, JSON.stringify(state.progress), () => progressView(conversation, words));
    this.part(pages.suggestions, JSON.stringify([state.recommendation, state.target]), () => suggestionsView(conversation, words));
    this.part(pages.history, JSON.stringify(state.history), () => historyView(conversation, words, (edits) => this.edit(edits)));
    this.part(pages.data, JSON.stringify([state.consent, conversation.shares, conversation.past, conversation.visit.features, conversation.notice?.language]), () => dataView(conversation, words));
    rebuildTabs(list, state, words);
    this.putBack();
    if (anew && (end || waiting.length)) this.toEnd();
    this.speak(state);
    this.visited();
  }

  notes() {
    const { conversation, words } = this;
    const { hindrance } = conversation;
    return [
      hindrance ? h("div", { class: "problem", role: "alert" }, h("p", {}, hindrance.message),
        h("button", { type: "button", "data-key": "retry", onclick: () => conversation.retry() }, words.say("retry"))) : null,
      this.problems(),
      conversation.said ? h("p", { class: "said", role: "status", lang: "en" }, conversation.said) : null,
    ];
  }

  buildTalk() {
    const { conversation, words } = this;
    this.composer = new Composer(conversation, words);
    const log = h("div", { class: "log", role: "log", "aria-live": "off", tabindex: 0, "aria-label": words.say("conversation") });
    const notes = h("div", { class: "notes" });
    const progress = h("div", { class: "progress-row" });
    const pages = { chat: h("div", { class: "chat" }, log, progress, this.composer.node) };
    for (const tab of TABS.slice(1)) pages[tab] = h("div", { class: "page" });
    for (const tab of TABS) {
      for (const [name, value] of Object.entries({ role: "tabpanel", id: `page-${tab}`, "aria-labelledby": `tab-${tab}` }))
        pages[tab].setAttribute(name, value);
      if (tab !== "chat") pages[tab].tabIndex = 0;
    }
    const list = h("div", { class: "tabs", role: "tablist", "aria-label": words.say("parts") }, TABS.map((tab) =>
      h("button", { type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": `page-${tab}`, "data-key": `tab-${tab}`, onclick: () => this.choose(tab), onkeydown: (event) => this.step(event, tab) })));
    this.talk = { log, notes, progress, pages, list };
    rebuild(this.body, [list, ...TABS.map((tab) => pages[tab]), notes], this.composer.box);
    this.drawn.delete(this.body);
    this.composer.put(this.typed || "");
    this.spoken = conversation.state.transcript.length;
    rebuildTabs(list, conversation.state, words);
    this.choose(this.tab);
  }

  step(event, tab) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = by ? TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length] : { Home: TABS[0], End: TABS.at(-1) }[event.key];
    if (!to) return;
    event.preventDefault();
    this.choose(to);
    this.talk.list.querySelector(`#tab-${to}`).focus();
  }

  choose(tab, focus = false) {
    this.tab = tab;
    for (const name of TABS) {
      const button = this.talk.list.querySelector(`#tab-${name}`);
      button.setAttribute("aria-selected", String(name === tab));
      button.tabIndex = name === tab ? 0 : -1;
      this.talk.pages[name].hidden = name !== tab;
    }
    if (tab === "chat") this.toEnd();
    if (focus) this.talk.pages[tab].focus();
    this.visited();
  }

  /** Loads what a tab needs once it is seen. */
  visited() {
    if (this.tab === "suggestions") checkTrust(this.conversation);
    if (this.tab === "data") learnLevels(this.conversation);
  }

  async edit(edits) {
    const done = await this.conversation.edit(edits);
    const { problem } = this.conversation;
    if (done || !problem) return null;
    this.conversation.problem = null; // it is said beside the form
    this.draw("all");
    return problem.message;
  }

  drawLive() {
    const line = this.talk?.log.lastElementChild;
    if (!line || !this.conversation.live) return;
    line.querySelector(".bubble").replaceChildren(...paragraphs(this.conversation.live.text || "…"));
    this.toEnd();
  }

  drawTrust() {
    const section = this.talk?.pages.suggestions.querySelector("[data-trust]");
    if (section) rebuild(section, trustView(this.conversation, this.words), this.talk.pages.suggestions);
  }

  /** Puts a message that was not taken back into the box, unless something else was typed. */
  putBack() {
    const { draft } = this.conversation;
    this.conversation.draft = null;
    if (draft && !this.composer.box.value) this.composer.put(draft);
  }

  toEnd() {
    const { log } = this.talk;
    log.scrollTop = log.scrollHeight;
  }

  /** Has a screen reader say new replies, whole. */
  speak(state) {
    const fresh = state.transcript.slice(this.spoken).filter((line) => line.role === "advisor" && line.text.trim());
    this.spoken = state.transcript.length;
    if (fresh.length) this.speaker.replaceChildren(...fresh.flatMap((line) => paragraphs(line.text, { lang: "en" })));
  }

  /** Draws a region anew if what it is made of changed; says whether it did. */
  part(region, key, build, otherwise) {
    if (this.drawn.get(region) === key) return false;
    this.drawn.set(region, key);
    rebuild(region, build(), otherwise || region);
    return true;
  }
}

const rebuildTabs = (list, state, words) => {
  const counts = { suggestions: state.recommendation?.suggestions.length || 0, history: state.history.jobs.length + state.history.education.length };
  for (const tab of TABS) {
    const button = list.querySelector(`#tab-${tab}`);
    button.replaceChildren(words.say(`tab_${tab}`), counts[tab] ? h("span", { class: "count" }, ` (${counts[tab]})`) : "");
  }
};
