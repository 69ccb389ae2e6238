// How far to trust the suggestions: what was measured, what a language model says of itself.

/** Loads what is known of the suggestions on the screen, more each time. */
const checkTrust = async (conversation) => {
  const shown = conversation.state?.recommendation;
  if (conversation.trust || !shown?.suggestions.length) return;
  const key = JSON.stringify(shown);
  conversation.trust = { key, checks: [], complete: false };
  try {
    for await (const { kind, data } of conversation.api.events("GET", conversation.path("/competence"))) {
      if (conversation.trust?.key !== key || kind === "done") return; // others are shown meanwhile
      if (kind === "competence") conversation.trust = { key, checks: data.checks, complete: data.complete };
      conversation.draw("trust");
    }
  } catch (error) {
    if (conversation.trust?.key !== key) return;
    conversation.trust = { ...conversation.trust, complete: true, problem: conversation.told(error) };
  }
  conversation.draw("trust");
};

const measuredRow = (check, words) => {
  const stated = check.stated ? words.percent(check.stated) : "–";
  if (!check.measured) return [stated, "–", "–", "–"];
  const { stated: mean, observed, observed_interval: [low, high], found } = check.measured;
  return [
    stated,
    words.percent(mean),
    words.say("interval", { p: words.percent(observed), low: words.percent(low), high: words.percent(high) }),
    words.percent(found),
  ];
};

const measuredTable = (checks, words) => {
  const columns = ["to_you", "on_average", "came_true", "foreseen"].map((name) => words.say(name));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.say("measured") },
    h("table", {},
      h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name)))),
      checks.map((check) =>
        h("tbody", {},
          h("tr", {}, h("th", { scope: "rowgroup", colspan: 4, lang: "en" }, check.title)),
          h("tr", {}, measuredRow(check, words).map((cell) => h("td", {}, cell)))))));
};

const selfWords = (check, words) => {
  const { said } = check;
  const means = ["doing", "advising"].map((kind) => {
    const rated = said.ratings.filter((rating) => rating.kind === kind && rating.mean !== null);
    const mean = rated.reduce((sum, rating) => sum + rating.mean, 0) / rated.length;
    return rated.length ? words.say(`rates_${kind}`, { mean: words.number(mean, 1) }) : null;
  }).filter(Boolean);
  return means.length
    ? words.say("rates_itself", { model: said.model, means: means.join(words.say("comma")) })
    : words.say("rates_nothing", { model: said.model });
};

/** Returns the section; empty before it is loaded. */
const trustView = (conversation, words) => {
  const { trust } = conversation;
  const title = h("h2", {}, words.say("trust"));
  if (!trust) return [];
  if (trust.problem) return [title, h("p", { class: "problem" }, trust.problem)];
  if (!trust.checks.length) return trust.complete ? [] : [title, h("p", { class: "quiet" }, words.say("loading"))];
  const people = trust.checks.find((check) => check.measured)?.measured.people;
  const predictor = trust.checks[0].predictor;
  const warnings = trust.checks.flatMap((check) => check.warnings.map((line) => [check.title, line]));
  const asked = trust.checks.filter((check) => check.said);
  return [
    title,
    warnings.length ? [
      h("h3", {}, words.say("careful")),
      warningLines(warnings).map(([name, line]) => h("p", { class: "caution", lang: "en" }, name ? h("strong", {}, `${name}. `) : null, line)),
    ] : null,
    details(words.say("measured"), { class: "more" },
      h("p", {}, people ? [words.say("measured_intro", { predictor }), " ", h("span", { lang: "en" }, people), words.say("measured_columns")] : words.say("not_measured", { predictor })),
      people ? measuredTable(trust.checks, words) : null),
    asked.length ? details(words.say("self_rated"), { class: "more" },
      h("p", {}, words.say("weak_guide")),
      asked.map((check) => [h("h4", { lang: "en" }, check.title), h("p", {}, selfWords(check, words), check.said.problem ? ` ${check.said.problem}` : "")])) : null,
    trust.complete ? null : h("p", { class: "quiet" }, words.say("still_rating")),
  ];
};

/** Returns each warning with what it is of; one that all share is said once, at the end. */
const warningLines = (warnings) => {
  const count = (line) => warnings.filter(([, other]) => other === line).length;
  const shared = [...new Set(warnings.map(([, line]) => line))].filter((line) => count(line) > 1);
  return [...warnings.filter(([, line]) => !shared.includes(line)), ...shared.map((line) => [null, line])];
};
