// Words and numbers in the visitor's language; what the advisor itself says is passed on as it is.

const LANGUAGES = Object.keys(MESSAGES);

/** Returns the first language that there are words for: "es-MX" is "es"; English otherwise. */
const languageOf = (...wanted) => {
  for (const one of wanted) {
    const code = String(one || "").toLowerCase().split(/[-_]/)[0];
    if (LANGUAGES.includes(code)) return code;
  }
  return "en";
};

class Words {
  constructor(language) {
    this.language = languageOf(language);
    this.locale = { en: "en-US", es: "es", zh: "zh-CN" }[this.language];
    this.plural = new Intl.PluralRules(this.locale);
  }

  /** Returns the words of a key with {names} filled in; `n` chooses between one and several. */
  say(key, values = {}) {
    let text = MESSAGES[this.language][key] ?? MESSAGES.en[key] ?? key;
    if (typeof text === "object") text = text[this.plural.select(values.n)] ?? text.other;
    const filled = text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return typeof value === "number" ? this.number(value) : String(value ?? whole);
    });
    return unbroken(filled);
  }

  number(value, digits = 0) {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return new Intl.NumberFormat(this.locale, options).format(value);
  }

  /** Returns a probability as a person reads it; small ones are not rounded to zero. */
  percent(probability) {
    if (probability < 0.001) return this.say("percent_under", { p: this.number(0.1, 1) });
    const digits = probability < 0.095 ? 1 : 0;
    return this.say("percent", { p: this.number(probability * 100, digits) });
  }

  /** Returns a probability as a count of people: "About 1 in 8". */
  frequency(probability) {
    if (probability < 0.001) return this.say("fewer_than_1_in_1000");
    if (probability >= 0.4) {
      const tenths = Math.max(4, Math.min(Math.round(probability * 10), 9));
      return this.say("about_n_in_10", { n: tenths });
    }
    let count = Math.round(1 / probability);
    if (count > 20) count = count < 200 ? 10 * Math.round(count / 10) : 100 * Math.round(count / 100);
    return this.say("about_1_in", { n: count });
  }

  dollars(amount, orMore = false) {
    return this.say(orMore ? "dollars_or_more" : "dollars", { amount });
  }

  moment(iso) {
    const options = { dateStyle: "medium", timeStyle: "short" };
    return new Intl.DateTimeFormat(this.locale, options).format(new Date(iso));
  }
}

/** Keeps a number and its percent sign on one line. */
const unbroken = (text) => text.replaceAll(" %", "\u00a0%");
