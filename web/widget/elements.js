// Builds elements; whatever a value holds becomes text, never markup.

const SVG = "http://www.w3.org/2000/svg";

const fill = (node, properties, children) => {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child || child === 0).map(asNode));
  return node;
};
const asNode = (child) => (child instanceof Node ? child : document.createTextNode(String(child)));

/** Returns an element: `h("p", { class: "quiet" }, "text", other, [more])`. */
const h = (tag, properties = {}, ...children) =>
  fill(document.createElement(tag), properties, children);

/** Returns a drawing of 24 by 24 from the `d` of a path. */
const icon = (path) => {
  const drawing = document.createElementNS(SVG, "svg");
  const line = fill(document.createElementNS(SVG, "path"), { d: path }, []);
  return fill(drawing, { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, [line]);
};
const ICONS = {
  talk: "M4 5h16v11H10l-5 4v-4H4z M8 9h8 M8 12h5",
  close: "M6 6l12 12 M18 6L6 18",
  widen: "M14 4h6v6 M20 4l-7 7 M10 20H4v-6 M4 20l7-7",
  send: "M4 12l16-8-6 16-3-7z",
  file: "M7 3h7l4 4v14H7z M14 3v4h4 M10 13h5 M10 16h5",
  up: "M7 11v9H4v-9z M7 11l4-8c2 0 2 2 2 3l-1 4h7l-2 10H7",
  down: "M7 13V4H4v9z M7 13l4 8c2 0 2-2 2-3l-1-4h7L17 4H7",
};

const paragraphs = (text, properties = {}) =>
  String(text).split(/\n{2,}/).filter((part) => part.trim()).map((part) => h("p", properties, unbroken(part)));

/** Returns something that unfolds. */
const details = (summary, properties, ...children) =>
  h("details", properties, h("summary", {}, summary), ...children);

/** Returns rows of a label and a figure. */
const figures = (rows) =>
  h("dl", { class: "figures" }, rows.map(([label, figure]) =>
    h("div", {}, h("dt", {}, label), h("dd", {}, unbroken(String(figure))))));

/**
 * Puts new children into a region. The focus stays where it was if what held it is still there (by
 * `data-key`), and goes to `otherwise` if it is not; where it was elsewhere it stays there.
 */
const rebuild = (region, children, otherwise) => {
  const held = region.getRootNode().activeElement;
  const inside = held && held !== region && region.contains(held);
  const key = inside && held.dataset.key;
  region.replaceChildren(...children.flat(3).filter(Boolean));
  if (!inside) return;
  const again = key && region.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again || otherwise || region).focus({ preventScroll: !again });
};

/** Returns what a style sheet of ours is to a document or a shadow root: no CSP forbids it. */
const wear = (root) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
};
