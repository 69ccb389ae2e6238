// Begins inside our own frame: talks to the page around it by messages of exact origins only.

const about = new URLSearchParams(location.search);
const allowed = document.querySelector("meta[name=career-advisor-origins]").content.split(" ").filter(Boolean);
const outer = about.get("origin");
const theme = about.get("theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
wear(document);

let words = new Words(languageOf(about.get("language")));
document.documentElement.lang = words.locale;
document.title = words.say("title");

if (window.parent === window || !allowed.includes(outer)) {
  document.body.append(h("main", { class: "page" }, h("p", { role: "alert" }, words.say("frame_only"))));
  return;
}

const post = (message) => window.parent.postMessage({ career_advisor: 1, ...message }, outer);
const waiting = new Map();
let count = 0;
const source = () =>
  new Promise((resolve, reject) => {
    const n = (count += 1);
    const failed = (code) => reject(Object.assign(new Error(code), { code }));
    waiting.set(n, { resolve, failed });
    setTimeout(() => failed("no_token"), 20_000);
    post({ type: "token_needed", n });
  });

const site = about.get("site") || "";
const inside = new Inside({
  base: new URL(".", location.href).href,
  site,
  words,
  source,
  store: new Store(site),
  parent: outer,
  framed: true,
  close: () => post({ type: "close" }),
  widen: (wide) => post({ type: "resize", wide }),
  tell: (name, detail) => post({ type: "event", name, detail: detail || {} }),
});
document.body.append(inside.node);

/** Takes over the colours and type of the page around, as far as they are such. */
const look = (given) => {
  const kinds = { accent: "color", "on-accent": "color", font: "font-family", radius: "border-radius" };
  for (const [name, kind] of Object.entries(kinds)) {
    const value = given?.[name];
    if (typeof value === "string" && CSS.supports(kind, value))
      document.documentElement.style.setProperty(`--career-advisor-${name}`, value);
  }
};

let begun = false;
addEventListener("message", ({ source: from, origin, data }) => {
  if (from !== window.parent || origin !== outer || data?.career_advisor !== 1) return;
  if (data.type === "start" && !begun) {
    begun = true;
    look(data.look);
    inside.node.classList.toggle("narrow", data.narrow === true); // as large as it gets already
    inside.begin();
    if (data.focus === true) inside.focus();
  } else if (data.type === "focus") inside.focus();
  else if (data.type === "again") inside.again();
  else if (data.type === "language") {
    words = new Words(languageOf(data.language));
    document.documentElement.lang = words.locale;
    inside.label(words);
  } else if (data.type === "token") waiting.get(data.n)?.resolve(typeof data.token === "string" ? data.token : null);
  else if (data.type === "token_failed") waiting.get(data.n)?.failed(data.code === "away" ? "away" : "no_token");
});
post({ type: "ready" });
