// Failures in words, and which of them pass by themselves.

const OWN_LINES = {
  away: "away",
  unavailable: "unavailable",
  origin_refused: "refused",
  token_missing: "sign_in",
  token_invalid: "sign_in",
  token_expired: "sign_in",
  token_used: "sign_in",
  no_token: "sign_in",
  not_found: "not_found",
};

/** Returns a line for the person: our own where we know what to do, the server's otherwise. */
const lineOf = (error, wait, words) => {
  if (error.code === "rate_limited") return words.say("rate_limited", { n: Math.ceil(wait || 1) });
  const own = OWN_LINES[error.code];
  if (own) return words.say(own);
  return error instanceof Refused && error.message ? error.message : words.say("internal");
};

/** Whether an error passes by itself, so that what failed is tried again. */
const waits = (error) =>
  (error.code === "conflict" && error.retryAfter) ||
  ["away", "rate_limited", "unavailable", "timed_out", "internal"].includes(error.code);
