// The page's side of the frame: used where the host's page may not call the API itself.

const HANDSHAKE_MS = 12_000;
const THEME = ["accent", "on-accent", "font", "radius"];

class Frame {
  constructor({ base, site, words, source, theme, shell }) {
    Object.assign(this, { base, site, words, source, theme, shell });
    this.origin = new URL(base).origin;
    this.node = h("div", { class: "panel frame" });
    this.listen = (event) => this.heard(event);
    addEventListener("message", this.listen);
    this.forbidden = (event) => event.effectiveDirective.startsWith("frame-src") && this.broken("frame_forbidden");
    document.addEventListener("securitypolicyviolation", this.forbidden);
  }

  begin() {
    this.ready = false;
    const about = new URLSearchParams({ origin: location.origin, site: this.site, language: this.words.language });
    if (this.theme) about.set("theme", this.theme);
    this.frame = h("iframe", { src: `${this.base}embed?${about}`, title: this.words.say("title"), allow: "clipboard-write", referrerpolicy: "no-referrer" });
    this.node.replaceChildren(this.frame);
    clearTimeout(this.late);
    this.late = setTimeout(() => this.broken("away"), HANDSHAKE_MS);
  }

  /** Shows what is wrong in place of an empty frame. */
  broken(why) {
    if (this.ready) return;
    clearTimeout(this.late);
    const { words } = this;
    const retry = h("button", { type: "button", class: "primary", onclick: () => this.begin() }, words.say("retry"));
    const close = h("button", { type: "button", class: "icon", "aria-label": words.say("close"), onclick: () => this.shell.close() }, icon(ICONS.close));
    this.node.replaceChildren(h("header", { class: "top" }, h("h1", {}, words.say("title")), close),
      h("div", { class: "page centre", role: "alert" }, h("p", {}, words.say(why)), retry));
    this.shell.tell("error", { code: why });
  }

  heard({ source, origin, data }) {
    if (origin !== this.origin || source !== this.frame?.contentWindow || data?.career_advisor !== 1) return;
    const { shell } = this;
    if (data.type === "ready") {
      this.ready = true;
      clearTimeout(this.late);
      this.post({ type: "start", look: this.look(), focus: this.wanted, narrow: matchMedia("(max-width: 480px)").matches });
      this.wanted = false;
    } else if (data.type === "token_needed") this.give(data.n);
    else if (data.type === "close") shell.close();
    else if (data.type === "resize") shell.widen(data.wide === true);
    else if (data.type === "event" && EVENTS.includes(data.name)) shell.tell(data.name, plain(data.detail));
  }

  async give(n) {
    try {
      this.post({ type: "token", n, token: await this.source() });
    } catch (error) {
      this.post({ type: "token_failed", n, code: error.code || "no_token" });
    }
  }

  /** Returns the page's own theme variables, which do not reach into a frame. */
  look() {
    const style = getComputedStyle(this.shell.host);
    const entries = THEME.map((name) => [name, style.getPropertyValue(`--career-advisor-${name}`).trim()]);
    return Object.fromEntries(entries.filter(([, value]) => value));
  }

  post(message) {
    this.frame?.contentWindow?.postMessage({ career_advisor: 1, ...message }, this.origin);
  }

  focus() {
    if (!this.ready) {
      this.wanted = true;
      return;
    }
    this.frame.focus();
    this.post({ type: "focus" });
  }

  label(words) {
    this.words = words;
    this.post({ type: "language", language: words.language });
  }

  again() {
    this.post({ type: "again" });
  }

  end() {
    clearTimeout(this.late);
    removeEventListener("message", this.listen);
    document.removeEventListener("securitypolicyviolation", this.forbidden);
  }
}

/** Returns numbers and short codes of an event's detail, and nothing else. */
const plain = (detail) =>
  Object.fromEntries(Object.entries(detail || {}).filter(([, value]) => Number.isFinite(value) || /^[a-z_]{1,30}$/.test(value)));
