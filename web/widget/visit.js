// Who is visiting: trades the site's token in for a visit token, and renews that before it expires.

const SPARE_MS = 30_000; // a token that expires sooner is not used any more
const EARLY_MS = 90_000; // an anonymous one is renewed this long before, as nothing else can

const fresh = (visit) => visit && Date.parse(visit.expires_at) - Date.now() > SPARE_MS;

class Visit {
  /**
   * @param source gives the site's signed token; null for an anonymous visit.
   * @param parent the embedding page's origin where the API is called from our own frame.
   */
  constructor({ api, site, store, source, parent = null }) {
    Object.assign(this, { api, site, store, source, parent });
    this.kept = null;
    this.renewing = null;
    this.level = null;
    this.features = {};
    api.visit = this;
  }

  async token() {
    return fresh(this.kept) ? this.kept.token : this.renew(this.kept?.token);
  }

  /** Returns a token other than `stale`; whoever asks meanwhile gets the same one. */
  renew(stale) {
    if (this.kept && stale !== this.kept.token) return Promise.resolve(this.kept.token);
    this.renewing ??= this.begin().finally(() => { this.renewing = null; });
    return this.renewing;
  }

  async begin() {
    const given = await this.source();
    if (given) return this.traded(given);
    // Nobody is signed in on the site: an anonymous visit goes on, or a new one begins.
    const known = this.kept ?? this.store.get("visit");
    if (!this.kept && fresh(known)) return this.take(known);
    if (known) {
      try {
        return this.take(await this.post({}, known.token));
      } catch (error) {
        if (error.code === "away" || error.code === "rate_limited") throw error;
        // It lasted too long or was of older keys: a new visit begins.
      }
    }
    return this.take(await this.post({ site: this.site }, null));
  }

  async traded(given) {
    try {
      return this.take(await this.post({ token: given }, null));
    } catch (error) {
      if (error.code !== "token_used" && error.code !== "token_expired") throw error;
      return this.take(await this.post({ token: await this.source() }, null));
    }
  }

  post(body, bearer) {
    const where = this.parent ? { ...body, parent: this.parent } : body;
    return this.api.json("POST", "/visits", where, { bearer });
  }

  take(visit) {
    this.kept = visit;
    this.level = visit.visitor.level;
    this.features = visit.features || {};
    // A named visitor's token stays in memory: the site can give another one at any time.
    const named = this.level === "known";
    this.store.set("visit", named ? null : visit);
    clearTimeout(this.timer);
    if (!named) {
      const left = Date.parse(visit.expires_at) - Date.now() - EARLY_MS;
      this.timer = setTimeout(() => this.renew(visit.token).catch(() => {}), Math.max(left, 1_000));
    }
    return visit.token;
  }

  end() {
    clearTimeout(this.timer);
  }
}
