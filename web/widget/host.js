// Begins on a host's page: reads the script tag, and offers `window.careerAdvisor`.

const script = document.currentScript;
if (!script || window.careerAdvisor) return;

const base = new URL(".", script.src).href;
const settings = {
  site: script.dataset.site || "",
  tokenUrl: script.dataset.tokenUrl,
  mode: script.dataset.mode,
  position: script.dataset.position === "left" ? "left" : "right",
  theme: ["light", "dark"].includes(script.dataset.theme) ? script.dataset.theme : null,
};
const asked = { language: script.dataset.language, open: "open" in script.dataset };
const listeners = [];
let words = new Words(languageOf(asked.language, document.documentElement.lang, navigator.language));
let given = null; // the page's own source of tokens
let shell = null;
let begun = false;
const store = new Store(settings.site);

/** Returns the site's signed token; null where nobody is signed in. */
const source = async () => {
  if (given) return (await given()) || null;
  if (!settings.tokenUrl) return null;
  const url = new URL(settings.tokenUrl, location.href);
  if (url.origin !== location.origin) throw Object.assign(new Error("data-token-url"), { code: "no_token" });
  let answer;
  try {
    answer = await fetch(url, { method: "POST", credentials: "same-origin", headers: { Accept: "application/json" } });
  } catch {
    throw new Away();
  }
  if (answer.status === 401 || answer.status === 204) return null;
  if (!answer.ok) throw Object.assign(new Error("token"), { code: "no_token" });
  return (await answer.json()).token || null;
};

/** Whether the page's own policy forbids to call the API: then our frame does it. */
let forbidden = false;
document.addEventListener("securitypolicyviolation", (event) => {
  if (event.effectiveDirective === "connect-src" && event.blockedURI.startsWith(new URL(base).origin)) {
    forbidden = true;
    if (shell && settings.mode !== "shadow" && !(shell.content instanceof Frame)) moveToFrame();
  }
});

const common = () => ({ base, site: settings.site, words, source });
const holdPanel = () => {
  // A refusal by the page's policy is a failed request first, and told apart a moment later.
  const tell = (name, detail) => setTimeout(() => forbidden || shell?.tell(name, detail), name === "error" ? 100 : 0);
  shell.hold(new Inside({ ...common(), store, close: () => shell.close(), widen: (wide) => shell.widen(wide), tell }));
};
const holdFrame = () => shell.hold(new Frame({ ...common(), theme: settings.theme, shell }));
const moveToFrame = () => {
  const focused = shell.isOpen && document.activeElement === shell.host;
  shell.content.end();
  holdFrame();
  if (begun) shell.content.begin();
  if (focused) shell.content.focus();
};
const begin = () => {
  if (begun) return;
  begun = true;
  shell.content.begin();
};

const start = () => {
  if (shell) return;
  shell = new Shell({ settings, words, store, opened: begin });
  if (settings.mode === "iframe") holdFrame();
  else holdPanel();
  shell.tell("ready");
  // Once the page had its say, and only for visitors who asked before or were asked to see it.
  setTimeout(() => {
    const roomy = matchMedia("(min-width: 640px)").matches;
    if (asked.open || (store.get("open") && roomy)) shell?.open();
    else if (store.get("conversation")) begin();
  });
};

window.careerAdvisor = {
  open: (options) => shell?.open(options),
  close: () => shell?.close(),
  toggle: (options) => shell?.toggle(options),
  on(name, listener) {
    document.addEventListener(`career-advisor:${name}`, listener);
    listeners.push([name, listener]);
    return () => document.removeEventListener(`career-advisor:${name}`, listener);
  },
  setTokenSource(next) {
    given = next;
    if (begun) shell.content.again();
  },
  setLanguage(code) {
    words = new Words(languageOf(code));
    shell?.label(words);
    shell?.content.label(words);
  },
  destroy() {
    shell?.content.end();
    shell?.host.remove();
    shell = null;
    listeners.forEach(([name, listener]) => document.removeEventListener(`career-advisor:${name}`, listener));
    delete window.careerAdvisor;
  },
};
if (document.body) start();
else document.addEventListener("DOMContentLoaded", start);
