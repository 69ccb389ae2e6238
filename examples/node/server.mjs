// A site with a login whose server tells the advisor who is visiting: nothing but Node itself.

import { createHmac, randomBytes } from "node:crypto";
import { createServer } from "node:http";

const port = Number(process.env.PORT ?? 8082);
const origin = process.env.SITE_ORIGIN ?? `http://localhost:${port}`;
const advisor = process.env.ADVISOR_ADDRESS ?? "http://127.0.0.1:7860";
const site = process.env.ADVISOR_SITE ?? "careers-north";
const keyId = process.env.ADVISOR_KEY_ID ?? "2026-11";
const key = process.env.ADVISOR_KEY; // the secret of the sites file; it never reaches a browser
if (!key) throw new Error("ADVISOR_KEY is not set");

const sessions = new Map(); // session cookie -> the id that this site has for the visitor
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Returns a token that says who is visiting: taken once, and for five minutes at most. */
const advisorToken = (visitor) => {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: "HS256", typ: "JWT", kid: keyId };
  const claims = {
    iss: site,
    aud: "career-advisor",
    sub: visitor, // an id of your own, no name and no e-mail address
    level: "known",
    origin,
    iat: now,
    exp: now + 300,
    jti: randomBytes(16).toString("hex"),
  };
  const signed = `${encoded(header)}.${encoded(claims)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
};

/** Returns who is signed in, by the site's own session: never by what a page says. */
const visitorOf = (request) => sessions.get(/(?:^|;\s*)session=([^;]+)/.exec(request.headers.cookie ?? "")?.[1]);

const page = (visitor) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Careers North</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<main><h1>Careers North</h1>${
  visitor
    ? `<p>Signed in as ${escaped(visitor)}.</p>`
    : `<form method="post" action="/login"><label>Your member number <input name="member"></label> <button>Sign in</button></form>`
}</main>
<script src="${advisor}/widget.js" data-site="${site}" data-token-url="/advisor-token" async></script>
`;

const answer = (response, status, kind, body, headers = {}) =>
  response.writeHead(status, { "Content-Type": kind, "Cache-Control": "no-store", ...headers }).end(body);

createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body = (body + part).slice(0, 10_000);
  if (request.method === "GET") {
    answer(response, 200, "text/html; charset=utf-8", page(visitorOf(request)));
  } else if (request.url === "/login") {
    // Stands for the login that your site has.
    const session = randomBytes(32).toString("base64url");
    sessions.set(session, new URLSearchParams(body).get("member") ?? "");
    const cookie = `session=${session}; HttpOnly; SameSite=Lax; Path=/`;
    answer(response, 303, "text/plain", "", { Location: "/", "Set-Cookie": cookie });
  } else if (request.url === "/advisor-token" && request.headers.origin === origin) {
    const visitor = visitorOf(request);
    if (visitor) answer(response, 200, "application/json", JSON.stringify({ token: advisorToken(visitor) }));
    else answer(response, 401, "application/json", "{}");
  } else {
    answer(response, 404, "text/plain", "");
  }
}).listen(port, "127.0.0.1", () => console.log(`Serving on ${origin}`));
