// The conversation as lines, the buttons below a question, and the box for the next message.

const NONE_OF_THESE = "None of these"; // what the advisor reads
const CV_TYPES = ".pdf,.docx,.txt";
const LONGEST_MESSAGE = 20_000;

const bubble = (role, text, words, extra = {}) =>
  h("div", { class: `line ${role}`, role: "group", "aria-label": words.say(role === "user" ? "you" : "advisor") },
    h("div", { class: "bubble", lang: role === "advisor" && !extra.own ? "en" : undefined },
      extra.node || paragraphs(text.replace(/\n\n(?=\d+\. )/g, "\n"))));

/** Returns what can be pressed in place of writing: `[shown, sent]`. */
const optionsOf = (state, words) =>
  [...(state.question?.options || []), ...state.choices].map((text) =>
    [text === NONE_OF_THESE ? words.say("none_of_these") : text, text]);

const thumbs = (conversation, line, words) => {
  const press = (helpful) => async ({ currentTarget }) => {
    const row = currentTarget.parentElement;
    const done = await conversation.attempt(() =>
      conversation.api.json("POST", conversation.path("/feedback"), { line, helpful }));
    if (!done) return conversation.draw("all");
    for (const button of row.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.key === `thumb-${helpful}`));
    row.querySelector("[role=status]").textContent = words.say("thanks");
  };
  const thumb = (helpful, drawing) =>
    h("button", { type: "button", class: "icon", "data-key": `thumb-${helpful}`, "aria-pressed": "false",
      "aria-label": words.say(helpful ? "helped" : "did_not_help"), onclick: press(helpful) }, icon(drawing));
  return h("div", { class: "thumbs" }, thumb(true, ICONS.up), thumb(false, ICONS.down), h("span", { role: "status", class: "quiet" }));
};

/** Returns the titles of new suggestions below the reply that speaks of them. */
const suggestionsBelow = (state, words, show) => {
  const shown = state.recommendation?.suggestions.length || 0;
  const count = shown || (state.target ? 1 : 0);
  if (!count) return null;
  const label = shown ? words.say("see_suggestions", { n: shown }) : words.say("see_target");
  return h("button", { type: "button", class: "primary wide", "data-key": "see", onclick: () => show("suggestions") }, label);
};

const chatLines = (conversation, words, show) => {
  const { state, live } = conversation;
  const lines = [bubble("advisor", "", words, { own: true, node: paragraphs(words.say("greeting")) })];
  state.transcript.forEach(({ role, text }) => text.trim() && lines.push(bubble(role, text, words)));
  for (const message of conversation.outbox.of(state.id)) {
    const text = message.text ?? words.say("uploading", { name: message.file.name });
    const line = bubble("user", text, words);
    if (message !== conversation.sending) line.append(h("span", { class: "quiet" }, words.say("not_sent")));
    lines.push(line);
  }
  if (live) lines.push(bubble("advisor", live.text || "…", words));
  else if (!conversation.outbox.of(state.id).length) lines.push(...below(conversation, words, show));
  return lines;
};

const below = (conversation, words, show) => {
  const { state } = conversation;
  const last = state.transcript.length - 1;
  const options = optionsOf(state, words);
  const answered = last >= 0 && state.transcript[last].role === "advisor";
  return [
    answered ? thumbs(conversation, last, words) : null,
    options.length
      ? h("div", { class: "options", role: "group", "aria-label": words.say("answers") },
        options.map(([shown, sent]) => h("button", { type: "button", lang: shown === sent ? "en" : undefined, onclick: () => conversation.send({ text: sent }) }, shown)))
      : null,
    suggestionsBelow(state, words, show),
  ].filter(Boolean);
};

/** Says how much is known, and offers suggestions at any time. */
const progressView = (conversation, words) => {
  const { progress } = conversation.state;
  const left = progress.left.length
    ? [words.say("left"), " ", h("span", { lang: "en" }, `${progress.left.join(", ")}.`)]
    : words.say("nothing_left");
  return [
    h("details", { class: "progress" },
      h("summary", { "data-key": "progress" },
        h("progress", { max: progress.total, value: progress.done, "aria-label": words.say("how_far") }),
        h("span", {}, words.say("topics", { n: progress.total, done: progress.done }))),
      h("p", { class: "quiet" }, left, progress.enough ? null : [" ", words.say("not_enough")])),
    h("button", { type: "button", "data-key": "suggest", onclick: () => conversation.send({ text: SUGGEST }) }, words.say("suggest_now")),
  ];
};

/** The box for the next message; it is made once, so that nothing typed is lost. */
class Composer {
  constructor(conversation, words) {
    this.conversation = conversation;
    this.words = words;
    this.box = h("textarea", { id: "message", rows: 1, maxlength: LONGEST_MESSAGE, "data-key": "message", placeholder: words.say("placeholder"), oninput: () => this.grow(), onkeydown: (event) => this.key(event) });
    this.file = h("input", { type: "file", accept: CV_TYPES, class: "hidden", tabindex: -1, "aria-hidden": "true", onchange: () => this.upload() });
    this.node = h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.send(); } },
      h("label", { class: "hidden", for: "message" }, words.say("your_message")),
      h("button", { type: "button", class: "icon", title: words.say("upload_hint"), "aria-label": words.say("upload"), onclick: () => this.file.click() }, icon(ICONS.file)),
      this.file, this.box,
      h("button", { class: "icon primary", "aria-label": words.say("send") }, icon(ICONS.send)));
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return; // composing: Chinese
    event.preventDefault();
    this.send();
  }

  send() {
    const text = this.box.value.trim();
    if (!text) return;
    this.put("");
    this.conversation.send({ text });
  }

  put(text) {
    this.box.value = text;
    this.grow();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  upload() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    if (file.size > 10 * 2 ** 20) {
      this.conversation.problem = { message: this.words.say("file_too_large") };
      this.conversation.draw("all");
      return;
    }
    this.conversation.send({ file });
  }
}
