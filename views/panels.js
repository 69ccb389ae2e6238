// Every panel's forms and buttons. Runs when a panel loads; `element`, `trigger` and `watch` are
// given by Gradio. A form is sent as the fields it holds and the button that sent it.
const asItWas = (form) => !form.querySelector("[role=alert]") && [...form.elements].every((field) =>
  field.checked === field.defaultChecked && field.value === (field.defaultValue ?? field.value));
let left = null; // the entry whose form was sent: it is about to change or to go
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target, entry = form.closest("details");
  form.closest("dialog")?.close();
  const fields = Object.fromEntries(new FormData(form, event.submitter));
  if (!fields.action) return;
  if (fields.action === "save" && fields.id && asItWas(form)) {
    entry.open = false; // nothing to save
    entry.querySelector("summary").focus();
    return;
  }
  // The activities open and close beside the panel of the result: it takes the focus at the end.
  left = ["begin", "done"].includes(fields.action) ? null : entry?.id ?? "";
  window.caResult = fields.action === "done";
  trigger("submit", fields);
});
element.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.open) document.getElementById(button.dataset.open).showModal();
  if (button.dataset.jump) {
    const place = document.getElementById(button.dataset.jump);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    place.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
    place.focus({ preventScroll: true });
  }
  if ("copy" in button.dataset) {
    await navigator.clipboard.writeText(element.querySelector("[data-resume]").href);
    element.querySelector("[data-copied]").textContent = "Copied.";
  }
  if (button.dataset.download) await download(button.dataset.download);
});
// The id goes in the body: an address is written down by every computer on its way.
async function download(name) {
  const said = element.querySelector("[data-downloaded]");
  const id = new URLSearchParams(new URL(element.querySelector("[data-resume]").href).hash.slice(1));
  said.textContent = "";
  try {
    const body = new URLSearchParams({ conversation: id.get("c") });
    const answer = await fetch(`download/${name}`, { method: "POST", body });
    if (!answer.ok) {
      const { detail } = await answer.json();
      said.textContent = `Not downloaded: ${detail}.`;
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch {
    said.textContent = "Not downloaded: the advisor cannot be reached. Please try again.";
  }
}
// Answers are kept as they are given; the bar follows without drawing the page anew.
element.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-keep]");
  if (!form) return;
  const bar = element.querySelector("progress[data-others]");
  const given = form.querySelectorAll("input[type=radio]:checked:not([value=''])").length;
  bar.value = Number(bar.dataset.others) + given;
  bar.nextElementSibling.textContent = `${bar.value} of ${bar.max}`;
  const { instrument, language, page } = form.elements;
  const named = [instrument, language, page, event.target].map((field) => [field.name, field.value]);
  trigger("input", { ...Object.fromEntries(named), action: "keep" });
});
// New content: fields show what the server sent. The focus goes to the field with a problem, or back
// to the entry that was changed; where that is gone, to the panel, or to the message after a deletion.
watch("value", () => {
  element.querySelectorAll("form").forEach((form) => form.reset());
  const here = document.activeElement === document.body || element.contains(document.activeElement);
  const lost = left !== null && here;
  const message = document.querySelector("#ca-message textarea");
  const kept = left && document.getElementById(left)?.querySelector("summary");
  const wrong = element.querySelector("form:has([role=alert]) input[type=text]");
  const panel = element.querySelector("section[tabindex]");
  const result = window.caResult && element.querySelector("section:has(#ca-interests-title)");
  const place = wrong || (lost && (kept || panel || message)) || result
    || element.querySelector("section[data-focus]");
  if (result) window.caResult = false;
  if (place) place.focus();
  if (place && "top" in place.dataset) place.scrollIntoView({ block: "start" });
  left = null;
  if (element.querySelector("#ca-data-title")) {
    const link = element.querySelector("[data-resume]");
    history.replaceState(null, "", link ? link.href : location.pathname);
  }
});
