// What was noted of a person's working life, each entry a form to correct it with.

const EDUCATION_LEVELS = ["less_than_high_school", "high_school", "some_college", "associate", "bachelor", "master", "professional", "doctorate"];
const PRESENT = "present";

const field = (id, name, label, value, extra = {}) =>
  h("div", { class: "field" }, h("label", { for: id }, label),
    h("input", { id, name, type: "text", maxlength: 120, autocomplete: "off", value: value || "", ...extra }));

const checkbox = (id, name, label, checked) =>
  h("div", { class: "check" }, h("input", { id, name, type: "checkbox", checked }), h("label", { for: id }, label));

const datesOf = (job, words) => {
  const end = job.end === PRESENT ? words.say("now") : job.end;
  if (job.start && end) return job.start === job.end ? job.start : `${job.start} – ${end}`;
  return job.start ? words.say("from", { date: job.start }) : end && job.end !== PRESENT ? words.say("until", { date: end }) : end || "";
};

const entryHead = (title, parts) =>
  h("summary", {}, h("span", { class: "entry-title" }, title), parts.filter(Boolean).map((part) => h("span", { class: "quiet" }, part)));

const jobForm = (job, words, save, remove) => {
  const id = job.id || "new-job";
  const read = (form) => ({
    title: form.elements.title.value.trim(),
    employer: form.elements.employer.value.trim() || null,
    start: form.elements.start.value.trim() || null,
    end: form.elements.current.checked ? PRESENT : form.elements.end.value.trim() || null,
  });
  return editForm(words, job, read, save, remove, [
    field(`${id}-title`, "title", words.say("job_title"), job.title, { required: true }),
    field(`${id}-employer`, "employer", words.say("employer"), job.employer),
    h("div", { class: "pair" },
      field(`${id}-start`, "start", words.say("start"), job.start, { placeholder: "2019-05" }),
      field(`${id}-end`, "end", words.say("end"), job.end === PRESENT ? "" : job.end, { placeholder: "2021" })),
    checkbox(`${id}-current`, "current", words.say("still_here"), job.end === PRESENT),
  ]);
};

const schoolForm = (entry, words, save, remove) => {
  const id = entry.id || "new-school";
  const levels = [...EDUCATION_LEVELS, ""];
  const chosen = entry.id ? entry.level || "" : "high_school";
  const read = (form) => ({
    level: form.elements.level.value || null,
    field: form.elements.subject.value.trim() || null,
    school: form.elements.school.value.trim() || null,
    year: form.elements.year.value.trim() || null,
    in_progress: form.elements.going.checked,
  });
  return editForm(words, entry, read, save, remove, [
    h("div", { class: "field" }, h("label", { for: `${id}-level` }, words.say("level")),
      h("select", { id: `${id}-level`, name: "level" }, levels.map((level) => h("option", { value: level, selected: level === chosen }, words.say(`level_${level || "course"}`))))),
    field(`${id}-subject`, "subject", words.say("subject"), entry.field),
    field(`${id}-school`, "school", words.say("school"), entry.school),
    field(`${id}-year`, "year", words.say("year"), entry.year, { placeholder: "2016" }),
    checkbox(`${id}-going`, "going", words.say("still_studying"), entry.in_progress),
  ]);
};

/** Returns a form that saves what differs, or removes the entry; it says what was wrong. */
const editForm = (words, entry, read, save, remove, fields) => {
  const problem = h("p", { class: "problem", role: "alert" });
  const run = async (action) => {
    problem.textContent = "";
    const said = await action();
    if (said) problem.textContent = said;
  };
  const form = h("form", { novalidate: true }, fields, problem,
    h("div", { class: "buttons" },
      h("button", { class: "primary" }, words.say(entry.id ? "save" : "add")),
      entry.id ? h("button", { type: "button", class: "danger", onclick: () => run(remove) }, words.say("remove")) : null));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const required = form.querySelector("[required]");
    if (required && !required.value.trim()) {
      problem.textContent = words.say("title_needed");
      required.focus();
      return;
    }
    const given = read(form);
    if (entry.id) for (const name of Object.keys(given)) if (given[name] === (entry[name] ?? null)) delete given[name];
    if (!Object.keys(given).length) form.closest("details").open = false;
    else run(() => save(given));
  });
  return form;
};

const educationTitle = (entry, words) => {
  const level = entry.level ? words.say(`level_${entry.level}`) : "";
  return [level, entry.field].filter(Boolean).join(": ") || words.say("level_course");
};

/** Returns the tab; `edit(edits)` resolves to what was wrong, or null. */
const historyView = (conversation, words, edit) => {
  const { history } = conversation.state;
  const jobs = [...history.jobs].reverse();
  const schools = [...history.education].reverse();
  const unfold = (key, head, form, extra = "") => h("details", { class: `entry ${extra}`, "data-key": key }, head, form);
  const jobEntry = (job) => {
    const taken = job.occupation ? words.say(job.tentative ? "onet_guess" : "onet", { title: job.occupation.title }) : null;
    const head = entryHead(job.paid === false ? words.say("unpaid", { title: job.title }) : job.title, [[job.employer, datesOf(job, words)].filter(Boolean).join(" · "), taken]);
    return h("li", {}, unfold(job.id, head, jobForm(job, words,
      (changes) => edit([{ edit: "change_job", job_id: job.id, changes }]),
      () => edit([{ edit: "remove_job", job_id: job.id }]))));
  };
  const schoolEntry = (entry) => {
    const head = entryHead(educationTitle(entry, words), [[entry.school, entry.year, entry.in_progress ? words.say("studying") : null].filter(Boolean).join(" · ")]);
    return h("li", {}, unfold(entry.id, head, schoolForm(entry, words,
      (changes) => edit([{ edit: "change_education", education_id: entry.id, changes }]),
      () => edit([{ edit: "remove_education", education_id: entry.id }]))));
  };
  const note = (kind, text) =>
    h("li", {}, h("span", {}, text), h("button", { type: "button", class: "icon", "aria-label": words.say("remove_note", { text }), onclick: () => edit([{ edit: "forget", kind, text }]) }, icon(ICONS.close)));
  const notes = [["interest", "you_like", history.interests], ["skill", "your_skills", history.skills], ["limit", "you_rule_out", history.limits.map((limit) => limit.quote)]];
  const none = h("p", { class: "quiet" }, words.say("none_yet"));
  return [
    h("h2", {}, words.say("history")),
    h("p", { class: "quiet" }, words.say("history_hint")),
    h("h3", {}, words.say("jobs")), jobs.length ? h("ul", { class: "entries" }, jobs.map(jobEntry)) : none,
    unfold("new-job", h("summary", {}, words.say("add_job")), jobForm({}, words, (job) => edit([{ edit: "add_job", job }])), "new"),
    h("h3", {}, words.say("education")), schools.length ? h("ul", { class: "entries" }, schools.map(schoolEntry)) : none.cloneNode(true),
    unfold("new-school", h("summary", {}, words.say("add_education")), schoolForm({}, words, (education) => edit([{ edit: "add_education", education }])), "new"),
    notes.filter(([, , texts]) => texts.length).map(([kind, heading, texts]) => [
      h("h3", {}, words.say(heading)), h("ul", { class: "chips" }, texts.map((text) => note(kind, text)))]),
  ];
};
