// Suggestions as cards, and the card of a job the visitor has in mind: what the API says, in words.

const LEVELS_TO = 7; // of O*NET's skill levels

const chanceWords = (suggestion, words) => {
  const inAYear = words.say("chance_in_a_year", { p: words.percent(suggestion.probability) });
  const moving = suggestion.probability_if_moving;
  if (!moving) return `${words.say("same_group")} ${inAYear}`;
  return `${words.say("chance_if_moving", { often: words.frequency(moving), p: words.percent(moving) })} ${inAYear}`;
};

const observedWords = (suggestion, words) =>
  suggestion.leavers
    ? words.say("observed", { moved: suggestion.moved, n: suggestion.leavers, group: suggestion.group_title })
    : words.say("observed_none");

const broader = (figure, words) => (figure.broader ? words.say("broader", { soc: figure.soc }) : "");
const period = (outlook) => outlook.period.replace("-", "–");

const payRows = (pay, words) => {
  const none = words.say("not_published");
  if (!pay) return [[words.say("pay"), none]];
  if (pay.median === null && pay.hourly_median !== null)
    return [
      [words.say("half_less"), words.say("dollars_hour", { amount: words.number(pay.hourly_median, 2) })],
      [words.say("yearly_pay"), words.say("not_all_year")],
    ];
  const amount = (name) => (pay[name] === null ? none : words.dollars(pay[name], pay.top_coded.includes(name)));
  return [
    [words.say("tenth_less"), amount("p10")],
    [words.say("half_less"), amount("median")],
    [words.say("tenth_more"), amount("p90")],
  ];
};

const payShort = (pay, words) => {
  if (pay && pay.median === null && pay.hourly_median !== null)
    return words.say("dollars_hour", { amount: words.number(pay.hourly_median, 2) });
  if (!pay || pay.median === null) return words.say("not_published");
  return words.dollars(pay.median, pay.top_coded.includes("median"));
};

const growth = (outlook, words) => {
  const change = outlook.growth_percent;
  const sign = change > 0 ? "+" : change < 0 ? "−" : "";
  return words.say("growth", { p: sign + words.say("percent", { p: words.number(Math.abs(change), 1) }), period: period(outlook) });
};

const outlookShort = (outlook, words) =>
  !outlook || outlook.growth_percent === null ? words.say("not_published") : growth(outlook, words);

const outlookRows = (outlook, words) => {
  const none = words.say("not_published");
  if (!outlook) return [[words.say("outlook"), none]];
  const open = outlook.openings_per_year;
  const openings = open === null ? none : open ? words.say("about", { n: open }) : words.say("fewer_than_50");
  return [
    [words.say("change_in_jobs"), outlookShort(outlook, words)],
    [words.say("openings"), openings],
  ];
};

const skillRow = (skill, words) => {
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", { class: "held" }), h("span", { class: "needed" }));
  const share = (level) => `${Math.min(100, Math.max(0, (100 * level) / LEVELS_TO))}%`;
  bar.firstChild.style.width = share(skill.held ?? 0);
  bar.lastChild.style.insetInlineStart = share(skill.needed);
  const held = skill.held === null ? words.say("not_rated") : words.number(skill.held, 1);
  return h("tr", {}, h("th", { scope: "row", lang: "en" }, skill.name, bar), h("td", {}, held), h("td", {}, words.number(skill.needed, 1)));
};

const skillsTable = (suggestion, words) => {
  const groups = [["to_build", suggestion.missing], ["you_bring", suggestion.shared]].filter(([, rows]) => rows.length);
  if (!groups.length) return null;
  return details(words.say("skills"), { class: "more" },
    h("table", {},
      h("caption", {}, words.say("skills_caption")),
      h("thead", {}, h("tr", {}, [words.say("skill"), words.say("yours"), words.say("needed")].map((name) => h("th", { scope: "col" }, name)))),
      groups.map(([label, rows]) =>
        h("tbody", {}, h("tr", {}, h("th", { scope: "rowgroup", colspan: 3 }, words.say(label))), rows.map((row) => skillRow(row, words))))));
};

const facts = (suggestion, words) => {
  const { pay, outlook, job_zone: zone, education } = suggestion;
  const shares = [...education].sort((a, b) => b.percent - a.percent).slice(0, 3);
  return details(words.say("facts"), { class: "more" },
    h("h4", {}, words.say("preparation")),
    h("p", {}, words.say(zone ? `zone_${zone}` : "zone_none")),
    shares.length ? [
      h("p", { class: "quiet" }, words.say("education_required")),
      figures(shares.map((one) => [h("span", { lang: "en" }, one.label), words.say("percent", { p: words.number(one.percent) }) + (one.imprecise ? words.say("few_answers") : "")])),
    ] : null,
    h("h4", {}, words.say("pay_us")), figures(payRows(pay, words)),
    pay ? h("p", { class: "source" }, `${pay.source}, ${pay.year}${broader(pay, words)}`) : null,
    h("h4", {}, words.say("outlook")), figures(outlookRows(outlook, words)),
    outlook ? h("p", { class: "source" }, `${outlook.source}, ${period(outlook)}${broader(outlook, words)}`) : null);
};

const fitWords = (fit, words) => {
  const number = words.number(Math.abs(fit.correlation), 2);
  return words.say("interest_fit", { r: (fit.correlation < 0 ? "−" : "+") + number });
};

/** Returns the body of a card; `said` are cautions that stand above all cards already. */
const cardBody = (suggestion, words, { said = [], why = "why", steps = [] } = {}) => {
  const counted = suggestion.reasons.some((reason) => reason.kind === "move");
  const cautions = suggestion.cautions.filter((caution) => !said.includes(caution));
  return [
    h("p", {}, chanceWords(suggestion, words)),
    figures([
      [words.say("median_pay"), payShort(suggestion.pay, words)],
      [words.say("change_in_jobs"), outlookShort(suggestion.outlook, words)],
    ]),
    h("h4", {}, words.say(why)),
    h("ul", { class: "reasons" }, suggestion.reasons.map((reason) =>
      h("li", { lang: "en" }, unbroken(reason.text), " ",
        h("span", { class: "evidence" }, h("span", { lang: words.language }, words.say("you_told")), ` ${reason.evidence}`)))),
    cautions.map((caution) => h("p", { class: "caution", lang: "en" }, unbroken(caution))),
    steps.length ? [h("h4", {}, words.say("closer")), h("ul", { class: "reasons", lang: "en" }, steps.map((step) => h("li", {}, unbroken(step))))] : null,
    counted ? null : h("p", { class: "quiet" }, observedWords(suggestion, words)),
    suggestion.interest_fit ? h("p", { class: "quiet" }, fitWords(suggestion.interest_fit, words)) : null,
    skillsTable(suggestion, words),
    facts(suggestion, words),
    h("p", {}, h("a", { href: safeUrl(suggestion.url), target: "_blank", rel: "noopener noreferrer" }, words.say("onet_page", { title: suggestion.title })), " ", h("span", { class: "quiet" }, words.say("new_tab"))),
  ];
};

/** Only web addresses become links. */
const safeUrl = (url) => (/^https?:\/\//.test(url) ? url : undefined);

const cardHead = (suggestion, words, rank) => {
  const moving = suggestion.probability_if_moving;
  return h("header", {},
    rank ? h("span", { class: "rank", "aria-hidden": "true" }, rank) : null,
    h("h3", { lang: "en" }, suggestion.title),
    h("span", { class: "chance", "aria-hidden": "true" }, words.percent(moving || suggestion.probability), " ", h("small", {}, words.say(moving ? "if_you_change" : "a_year_from_now"))));
};

const targetCard = (target, words) => [
  h("h2", {}, words.say("target_title")),
  h("article", { class: "card" }, cardHead(target, words),
    h("p", {}, target.rank === null ? words.say("target_same_group") : words.say("target_rank", { rank: target.rank, n: target.of })),
    cardBody(target, words, { why: "rests_on", steps: target.steps })),
];

const commonCautions = (suggestions) =>
  suggestions.length < 2 ? [] : suggestions[0].cautions.filter((one) => suggestions.every((other) => other.cautions.includes(one)));

const stayWords = (stay, words) =>
  words.say(stay.held ? "staying" : "going_back", { title: stay.title, p: words.percent(stay.probability) });

/** Returns the whole tab: target, suggestions, and how far to trust them. */
const suggestionsView = (conversation, words) => {
  const { recommendation: shown, target } = conversation.state;
  if (!shown && !target) return [h("h2", {}, words.say("suggestions")), h("p", { class: "quiet" }, words.say("no_suggestions_yet"))];
  const common = shown ? commonCautions(shown.suggestions) : [];
  return [
    target ? targetCard(target, words) : null,
    shown ? [
      h("h2", {}, words.say("suggestions")),
      shown.reason ? h("p", {}, h("strong", {}, words.say("history_says")), " ", h("span", { lang: "en" }, unbroken(shown.reason)), " ", h("span", { class: "evidence" }, words.say("reason_by", { by: shown.reason_by === "evidence writer" ? words.say("rules") : shown.reason_by }))) : null,
      h("p", { class: "stay" }, stayWords(shown.stay, words)),
      [...shown.notes, ...common].map((note) => h("p", { class: "caution", lang: "en" }, unbroken(note))),
      h("ol", { class: "cards" }, shown.suggestions.map((one, place) =>
        h("li", {}, h("article", { class: "card" }, cardHead(one, words, place + 1), cardBody(one, words, { said: common }))))),
      h("p", { class: "source" }, words.say("sources", { source: shown.source, model: shown.model })),
      h("section", { class: "trust", "data-trust": true }, trustView(conversation, words)),
    ] : null,
  ];
};
