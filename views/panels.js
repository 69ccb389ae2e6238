// Every panel's forms and buttons. Runs when a panel loads; `element`, `trigger` and `watch` are
// given by Gradio. A form is sent as the fields it holds and the button that sent it.
element.addEventListener("submit", (event) => {
  event.preventDefault();
  event.target.closest("dialog")?.close();
  const fields = Object.fromEntries(new FormData(event.target, event.submitter));
  if (fields.action) trigger("submit", fields);
});
element.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.open) document.getElementById(button.dataset.open).showModal();
  if (button.dataset.jump) {
    const place = document.getElementById(button.dataset.jump);
    place.scrollIntoView({ block: "start" });
    place.closest("section").focus({ preventScroll: true });
  }
  if ("copy" in button.dataset) {
    await navigator.clipboard.writeText(element.querySelector("[data-resume]").href);
    element.querySelector("[data-copied]").textContent = "Copied.";
  }
});
// New content: fields show what the server sent, and a form with a problem gets the focus.
watch("value", () => {
  element.querySelectorAll("form").forEach((form) => form.reset());
  element.querySelector("[role=alert]")?.closest("form")?.querySelector("input[type=text]").focus();
  if (element.querySelector("#ca-data-title")) {
    const link = element.querySelector("[data-resume]");
    history.replaceState(null, "", link ? link.href : location.pathname);
  }
});
