// Calls the advisor's API: typed errors, a token that is renewed once, server-sent events.

const SILENCE_MS = 35_000; // the server sends a comment every 10 s

/** The server cannot be reached, or stopped in the middle of an answer. */
class Away extends Error {
  constructor() {
    super("away");
    this.code = "away";
  }
}

/** An answer that is no success; `code` as the API names it. */
class Refused extends Error {
  constructor(status, error) {
    super(error.message || `HTTP ${status}`);
    this.status = status;
    this.code = error.code || "internal";
    this.retryAfter = error.retry_after_s;
  }
}

class Api {
  /** `visit` gives the token; it is set by whoever makes both. */
  constructor(base) {
    this.base = base;
    this.visit = null;
  }

  /** Returns the JSON of an answer; null where it has no body. */
  async json(method, path, body, options = {}) {
    const answer = await this.answer(method, path, { body, ...options });
    if (answer.status === 204) return null;
    try {
      return await answer.json();
    } catch {
      throw new Away();
    }
  }

  async blob(path) {
    const answer = await this.answer("GET", path);
    try {
      return await answer.blob();
    } catch {
      throw new Away();
    }
  }

  /** Yields `{kind, data}` of each event; throws `Away` if the stream breaks off. */
  async *events(method, path, body) {
    const stop = new AbortController();
    const answer = await this.answer(method, path, { body, accept: "text/event-stream", signal: stop.signal });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    try {
      for (;;) {
        const { done, value } = await inTime(reader.read());
        if (done) return;
        text = (text + value).replaceAll("\r\n", "\n");
        const blocks = text.split("\n\n");
        text = blocks.pop();
        yield* blocks.map(eventOf).filter(Boolean);
      }
    } catch {
      throw new Away();
    } finally {
      stop.abort();
    }
  }

  /** Returns the answer if it is a success; throws `Refused` or `Away` otherwise. */
  async answer(method, path, { body, accept, signal, bearer, keepalive } = {}) {
    const token = bearer === undefined ? await this.visit.token() : bearer;
    const answer = await this.call(method, path, { body, accept, signal, token, keepalive });
    if (answer.ok) return answer;
    const refused = await refusedOf(answer);
    // What is expired or not believed any more (keys changed) is renewed once.
    if (bearer === undefined && answer.status === 401) {
      const fresh = await this.visit.renew(token);
      const again = await this.call(method, path, { body, accept, signal, token: fresh, keepalive });
      if (again.ok) return again;
      throw await refusedOf(again);
    }
    throw refused;
  }

  async call(method, path, { body, accept, signal, token, keepalive }) {
    const headers = { Accept: accept || "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    let sent = body;
    if (body !== undefined && !(body instanceof FormData)) {
      headers["Content-Type"] = "application/json";
      sent = JSON.stringify(body);
    }
    const options = { method, headers, body: sent, signal, keepalive };
    const quiet = { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
    try {
      return await fetch(this.base + "api/v1" + path, { ...options, ...quiet });
    } catch {
      throw new Away();
    }
  }
}

const inTime = (reading) => {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Away()), SILENCE_MS); });
  return Promise.race([reading, late]).finally(() => clearTimeout(timer));
};

/** Returns the event of a block of lines; null for a comment. */
const eventOf = (block) => {
  let kind = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) kind = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { kind, data: JSON.parse(data.join("\n")) } : null;
};

const refusedOf = async (answer) => {
  let error = {};
  try {
    error = (await answer.json()).error || {};
  } catch {
    // A proxy's page in place of our body: the status has to do.
  }
  if (!error.code) error = { code: { 401: "token_invalid", 404: "not_found", 413: "too_large", 429: "rate_limited" }[answer.status] || (answer.status >= 500 ? "unavailable" : "bad_request"), message: "" };
  error.retry_after_s ??= Number(answer.headers.get("Retry-After")) || undefined;
  return new Refused(answer.status, error);
};
