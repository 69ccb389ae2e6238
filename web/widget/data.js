// What belongs to the visitor: what is kept, taking it along, sharing it, erasing it.

const EXPORTS = [["report.pdf", "report_pdf"], ["report.docx", "report_docx"], ["resume.json", "resume_json"], ["everything.json", "everything_json"]];
const SHARE_DAYS = [7, 30, 90];

const download = async (conversation, name) => {
  const blob = await conversation.api.blob(conversation.path(`/export/${name}`));
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name.startsWith("report") ? `career-${name}` : name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** Returns a button that works until its action is done, and says what became of it. */
const working = (conversation, label, extra, action) => {
  const button = h("button", { type: "button", "data-key": label, ...extra, onclick: async () => {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    if (!(await conversation.attempt(action))) conversation.draw("all");
    button.removeAttribute("aria-busy");
  } }, label);
  return button;
};

const consentPart = (conversation, words) => {
  const { notice, state } = conversation;
  if (!notice) return h("p", { class: "quiet" }, words.say("loading"));
  const mine = notice.levels.find((level) => level.level === state.consent);
  const others = notice.levels.filter((level) => level.level !== state.consent);
  const copies = notice.removed_before_keeping.length > 0;
  const effect = state.consent === "use" ? (copies ? "change_use" : null) : copies ? "change_evaluation" : "change_later";
  return [
    mine ? [h("p", {}, h("strong", {}, mine.title), ` – ${mine.summary}`), details(words.say("consent_details"), { class: "more" }, keptList(mine))] : null,
    details(words.say("consent_change"), { class: "more" },
      effect ? h("p", { class: "quiet" }, words.say(effect)) : null,
      h("div", { class: "choices" }, levelButtons(others, (level) => conversation.choose(level)))),
  ];
};

const sharePart = (conversation, words) => {
  if (!conversation.visit.features.shares) return null;
  const refresh = async () => {
    const found = await conversation.api.json("GET", conversation.path("/shares"));
    conversation.shares = found.shares ?? found;
    conversation.draw("all");
  };
  const name = field("share-name", "name", words.say("share_name"), "", { maxlength: 80 });
  const days = h("select", { id: "share-days" }, SHARE_DAYS.map((n) => h("option", { value: n, selected: n === 30 }, words.say("days", { n }))));
  const transcript = h("input", { type: "checkbox", id: "share-transcript" });
  const make = async () => {
    const body = { name: name.querySelector("input").value.trim(), days: Number(days.value), transcript: transcript.checked };
    if (!body.name) return name.querySelector("input").focus();
    await conversation.api.json("POST", conversation.path("/shares"), body);
    await refresh();
  };
  if (conversation.shares === null) {
    conversation.shares = [];
    refresh().catch(() => {});
  }
  return [
    h("h3", {}, words.say("share")),
    h("p", { class: "quiet" }, words.say("share_hint")),
    conversation.state.consent === "use" ? h("p", {}, words.say("share_erased")) : null,
    h("ul", { class: "entries" }, conversation.shares.map((share) => shareEntry(conversation, words, share, refresh))),
    name, h("div", { class: "field" }, h("label", { for: "share-days" }, words.say("share_days")), days),
    h("label", { class: "check" }, transcript, words.say("share_transcript")),
    h("div", { class: "buttons" }, working(conversation, words.say("share_make"), {}, make)),
  ];
};

const shareEntry = (conversation, words, share, refresh) => {
  const copied = h("span", { role: "status", class: "quiet" });
  const address = h("input", { type: "text", readonly: true, value: share.url, "aria-label": words.say("share_link") });
  const copy = async () => {
    address.select();
    await navigator.clipboard.writeText(share.url);
    copied.textContent = words.say("copied");
  };
  const revoke = async () => {
    await conversation.api.json("DELETE", conversation.path(`/shares/${encodeURIComponent(share.id)}`));
    await refresh();
  };
  return h("li", { class: "share" }, h("strong", {}, share.name), address,
    h("p", { class: "quiet" }, words.say(share.transcript ? "share_all" : "share_summary"), " ",
      words.say("share_until", { date: words.moment(share.expires_at) }), share.opened_by ? ` ${words.say("share_opened", { by: share.opened_by })}` : ""),
    h("div", { class: "buttons" },
      h("button", { type: "button", onclick: () => copy().catch(() => {}) }, words.say("copy")), copied,
      working(conversation, words.say("revoke"), { class: "danger" }, revoke)));
};

const erasePart = (conversation, words) => {
  const ask = h("div", { class: "confirm", role: "group", "aria-labelledby": "erase-title", hidden: true },
    h("p", { id: "erase-title" }, words.say("erase_question")),
    h("div", { class: "buttons" },
      h("button", { type: "button", onclick: () => { ask.hidden = true; begin.focus(); } }, words.say("erase_no")),
      working(conversation, words.say("erase_yes"), { class: "danger" }, () => conversation.erase())));
  const begin = h("button", { type: "button", class: "danger", "data-key": "erase", onclick: () => { ask.hidden = false; ask.querySelector("button").focus(); } }, words.say("erase"));
  return [
    h("div", { class: "buttons" },
      h("button", { type: "button", "data-key": "restart", onclick: () => conversation.restart() }, words.say("restart")), begin),
    h("p", { class: "quiet" }, words.say(conversation.state.consent === "use" ? "restart_use" : "restart_kept")),
    ask,
  ];
};

/** Erases what the record still has of conversations that are gone. */
async function erasePast(conversation) {
  await conversation.attempt(async () => {
    for (const id of [...conversation.past]) {
      await conversation.api.json("DELETE", `/conversations/${encodeURIComponent(id)}`);
      conversation.past = conversation.past.filter((one) => one !== id);
    }
  });
  conversation.draw("all");
}

const pastPart = (conversation, words) => conversation.past.length ? [
  h("h3", {}, words.say("past")),
  h("p", { class: "quiet" }, words.say("past_hint", { n: words.number(conversation.past.length) })),
  h("div", { class: "buttons" }, working(conversation, words.say("past_erase"), { class: "danger" }, () => erasePast(conversation))),
] : null;

const dataView = (conversation, words) => [
  h("h2", {}, words.say("data")),
  h("h3", {}, words.say("what_is_kept")), consentPart(conversation, words),
  h("h3", {}, words.say("take_along")),
  h("div", { class: "buttons" }, EXPORTS.map(([name, label]) => working(conversation, words.say(label), {}, () => download(conversation, name)))),
  sharePart(conversation, words),
  h("h3", {}, words.say("end_it")), erasePart(conversation, words),
  pastPart(conversation, words),
];
