// What stands on the host's page: the launcher and the place of the panel, in a shadow root.

const EVENTS = ["open", "close", "message", "suggested", "error", "resize"];

class Shell {
  /** `settings`: position, theme; `opened` and `closed` are called after the fact. */
  constructor({ settings, words, store, opened }) {
    this.store = store;
    this.opened = opened;
    this.host = document.createElement("career-advisor");
    this.host.dataset.position = settings.position;
    if (settings.theme) this.host.dataset.theme = settings.theme;
    this.root = this.host.attachShadow({ mode: "open" });
    wear(this.root);
    this.launcher = h("button", { type: "button", class: "launcher", "aria-expanded": "false", onclick: () => this.toggle({ focus: true }) });
    this.place = h("div", { class: "place", hidden: true });
    this.root.append(this.launcher, this.place);
    this.label(words);
    document.body.append(this.host);
    new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      if (this.isOpen) this.tell("resize", { width: Math.round(width), height: Math.round(height) });
    }).observe(this.place);
  }

  label(words) {
    this.words = words;
    this.host.lang = words.locale;
    this.launcher.replaceChildren(icon(ICONS.talk), h("span", {}, words.say("launcher")));
  }

  get isOpen() {
    return !this.place.hidden;
  }

  /** Puts in the place what is shown there: a `Panel` or a `Frame`. */
  hold(content) {
    this.content = content;
    this.place.replaceChildren(content.node);
  }

  open({ focus = false } = {}) {
    const before = this.isOpen;
    this.place.hidden = false;
    this.host.classList.add("open");
    this.launcher.setAttribute("aria-expanded", "true");
    this.store.set("open", true);
    if (!before) {
      this.opened();
      this.tell("open");
    }
    if (focus) this.content.focus();
  }

  close() {
    if (!this.isOpen) return;
    const inside = this.host === document.activeElement;
    this.place.hidden = true;
    this.host.classList.remove("open");
    this.launcher.setAttribute("aria-expanded", "false");
    this.store.set("open", null);
    if (inside) this.launcher.focus();
    this.tell("close");
  }

  toggle(options) {
    if (this.isOpen) this.close();
    else this.open(options);
  }

  widen(wide) {
    this.host.classList.toggle("wide", wide);
  }

  tell(name, detail = {}) {
    document.dispatchEvent(new CustomEvent(`career-advisor:${name}`, { detail }));
  }
}
