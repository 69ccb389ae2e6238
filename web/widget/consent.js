// What may be kept: chosen before anything is said, and changed at any time.

const keptList = (level) =>
  h("ul", {}, level.kept.map((kept) => h("li", {}, `${kept.what}: ${kept.until}.`)));

const levelButtons = (levels, choose) =>
  levels.map((level) =>
    h("button", { type: "button", class: "choice", "data-key": `level-${level.level}`, onclick: () => choose(level.level) },
      h("strong", {}, level.title), h("span", {}, level.summary)));

const sentTo = (notice, words) =>
  notice.sent_to.map((one) =>
    one.model
      ? words.say(one.host ? "sent_to_model_on" : "sent_to_model", one)
      : words.say("sent_to_chances", one));

/** Returns the first thing a visitor sees. */
const consentView = (conversation, words) => {
  const { notice } = conversation;
  return [
    ...paragraphs(words.say("greeting"), { class: "lead" }),
    words.language === "en" ? null : h("p", { class: "caution" }, words.say("english_only")),
    h("h2", {}, words.say("consent_title")),
    h("div", { class: "choices" }, levelButtons(notice.levels, (level) => conversation.choose(level))),
    h("p", { class: "quiet" }, [words.say("consent_rights"), ...sentTo(notice, words)].join(" ")),
    details(words.say("consent_details"), { class: "more" },
      notice.levels.map((level) => [h("h3", {}, level.title), keptList(level)]),
      notice.removed_before_keeping.length
        ? h("p", {}, words.say("removed", { what: notice.removed_before_keeping.join(words.say("comma")) }))
        : null),
  ];
};
