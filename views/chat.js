// What a screen reader and a keyboard need of the chat. Runs when the hidden line that speaks new
// replies loads, which may be before the chat is there; `element` is given by Gradio and stays when
// its content changes.
element.setAttribute("role", "status");
const column = element.closest("#ca-chat-column");
const set = (node, name, value) => {
  if (node && node.getAttribute(name) !== value) node.setAttribute(name, value);
};
// Gradio's log speaks each piece of a reply as it streams in, cannot be scrolled by keyboard, and
// has the words of a message once more as its name, on an element that may have none. The language
// of the page becomes that of the browser, but our words are English. An error that pops up is a
// button around a button.
const mend = () => {
  set(document.documentElement, "lang", "en");
  set(column.querySelector("input[type=file]"), "accept", ".pdf,.docx,.txt");
  document.querySelectorAll(".toast-header").forEach((header) => {
    header.removeAttribute("role");
    header.removeAttribute("tabindex");
  });
  const log = column.querySelector("[role=log]");
  set(log, "aria-live", "off");
  set(log, "aria-label", "Conversation");
  set(log, "tabindex", "0");
  for (const [title, said] of [["Like", "This reply helped"], ["Dislike", "This reply did not help"]])
    column.querySelectorAll(`button[title=${title}]`).forEach((thumb) => set(thumb, "aria-label", said));
  column.querySelectorAll("[data-testid=bot], [data-testid=user]").forEach((message) => {
    set(message, "role", "group");
    set(message, "aria-label", message.dataset.testid === "user" ? "You" : "Career advisor");
  });
};
// The buttons below a question go away when one is pressed; the focus goes on to the message.
let pressed = null;
column.addEventListener("focusin", (event) => { pressed = event.target.closest(".option"); });
const watching = new MutationObserver(() => {
  mend();
  if (!pressed || pressed.isConnected) return;
  pressed = null;
  if (document.activeElement === document.body) column.querySelector("#ca-message textarea").focus();
});
const attributeFilter = ["lang", "aria-label", "aria-live"];
watching.observe(document.documentElement, { subtree: true, childList: true, attributeFilter });
mend();
