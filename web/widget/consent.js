// What may be kept: chosen before anything is said, and changed at any time.

/** Loads what the levels mean for a visitor: not everybody can come back. */
const levelsOf = async (api, language, visitor) => {
  const notice = await api.json("GET", `/notice?language=${language}&visitor=${visitor}`, undefined, { bearer: null });
  return { ...notice, language };
};

/** Loads it for a conversation that was gone on with, or for another language. */
const learnLevels = async (conversation) => {
  const { language } = conversation.words;
  if (conversation.notice?.language === language) return;
  try {
    conversation.notice = await levelsOf(conversation.api, language, conversation.visit.level);
  } catch (error) {
    conversation.problem = { message: conversation.told(error) };
  }
  conversation.draw("all");
};

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
