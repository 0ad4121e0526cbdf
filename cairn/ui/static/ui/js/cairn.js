/* What makes pages quicker. Every page works without it. */
(() => {
  "use strict";
  const root = document;
  const all = (selector, within) => Array.from((within || root).querySelectorAll(selector));

  /* The list of what needs another look takes the focus, so that it is heard first. */
  const focusSummary = (within) => {
    const summary = (within || root).querySelector("[data-focus]");
    if (summary) summary.focus();
  };

  /* Our own words about what is missing, not the browser's; the server says them. */
  const ownWords = (within) => all("form[method=post]", within).forEach((form) => { form.noValidate = true; });

  /* So many of so many characters. */
  const formatted = new Intl.NumberFormat(root.documentElement.lang || "en");
  const count = (area) => {
    const place = root.querySelector(`[data-count-for="${CSS.escape(area.id)}"]`);
    if (!place) return;
    const limit = Number(area.dataset.limit);
    const written = Array.from(area.value).length;
    const words = place.dataset.words || (place.dataset.words = place.textContent);
    const pattern = place.dataset.pattern || "{written} of {limit} characters";
    place.textContent = written
      ? pattern.replace("{written}", formatted.format(written)).replace("{limit}", formatted.format(limit))
      : words;
    place.classList.toggle("is-over", written > limit);
  };

  /* Save as you go: a form with data-save="/address/" posts itself there when the typing pauses.
     The answer is JSON: {saved: "Saved at 10:21", version: 4}; another status keeps the words and says so. */
  const timers = new WeakMap();
  const saving = new WeakMap();
  const saveSoon = (form) => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => {
      const done = save(form).finally(() => saving.delete(form));
      saving.set(form, done);
    }, 1200));
  };
  const save = async (form) => {
    const places = all("[data-saved-for], [data-saved]", form);
    const say = (words) => places.forEach((place) => { place.textContent = words; });
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json", "X-Requested-With": "save" },
        credentials: "same-origin",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      say(told.saved || "");
      if (told.version !== undefined && form.elements.version) form.elements.version.value = told.version;
      if (told.once && form.elements.once) form.elements.once.value = told.once;
      form.classList.remove("is-unsaved");
    } catch {
      say(form.dataset.unsaved || "Not saved yet; Continue saves it");
      form.classList.add("is-unsaved");
    }
  };

  /* A button that was pressed says what it does, and is not pressed twice. */
  const working = (form, button) => {
    if (form.dataset.sent) return false;
    form.dataset.sent = "yes";
    setTimeout(rested, 10000); /* no answer by then: let it be pressed again, the one-time key guards */
    if (button && button.dataset.working) {
      button.dataset.words = button.textContent;
      button.textContent = button.dataset.working;
      const turning = root.createElement("span");
      turning.className = "spinner";
      turning.setAttribute("aria-hidden", "true");
      button.prepend(turning);
      button.classList.add("is-working");
    }
    return true;
  };
  const rested = () => all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    all(".is-working[data-words]", form).forEach((button) => {
      button.textContent = button.dataset.words;
      button.classList.remove("is-working");
    });
  });

  /* Toasts leave after a while, unless somebody is reading or reaching for them. */
  const leave = (toast) => {
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), toast.querySelector("form") ? 20000 : 9000); };
    const stay = () => clearTimeout(timer);
    ["pointerenter", "focusin"].forEach((name) => toast.addEventListener(name, stay));
    ["pointerleave", "focusout"].forEach((name) => toast.addEventListener(name, start));
    start();
  };

  const closeMenus = (except) => all("details[data-menu][open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });

  const begin = (within) => {
    ownWords(within);
    all("textarea[data-limit]", within).forEach(count);
    all("[data-toasts] > .toast", within).forEach(leave);
    focusSummary(within);
  };

  root.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches("textarea[data-limit]")) count(field);
    if (field.form && field.form.dataset.save) saveSoon(field.form);
  });

  window.addEventListener("submit", (event) => {
    const form = event.target;
    clearTimeout(timers.get(form));
    /* What is being saved just now comes first, so that this post is not the stale one. */
    const first = saving.get(form);
    if (first) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      first.then(() => form.requestSubmit(button));
      return;
    }
    if (form.method === "post" && !working(form, event.submitter)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });
  root.addEventListener("htmx:afterRequest", rested);
  window.addEventListener("pageshow", (event) => { if (event.persisted) rested(); });

  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && root.getElementById(opener.dataset.dialog);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const closer = event.target.closest("[data-close]");
    if (closer && closer.closest("dialog")) {
      event.preventDefault();
      closer.closest("dialog").close();
      return;
    }
    if (event.target.closest("[data-print]")) window.print();
    closeMenus(event.target.closest("details[data-menu]"));
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = root.querySelector("details[data-menu][open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  root.addEventListener("htmx:load", (event) => { if (event.detail.elt !== root.body) begin(event.detail.elt); });
  const ready = () => {
    begin();
    /* A link from a letter, opened by the person it was sent to, needs no second press. */
    const itself = root.querySelector("form[data-submit-self]");
    if (itself) itself.requestSubmit();
  };
  if (root.readyState === "loading") root.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
