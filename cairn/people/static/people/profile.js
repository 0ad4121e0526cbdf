/* What makes the questions of the profile quicker to answer. Every page works without it. */
(() => {
  "use strict";
  const root = document;

  /* A slider that is moved is answered. */
  root.addEventListener("input", (event) => {
    const open = event.target.dataset && root.getElementById(event.target.dataset.opens || "");
    if (open) open.checked = false;
    const slider = event.target.closest(".slider");
    if (slider) slider.classList.toggle("is-open", slider.querySelector("[type=checkbox]").checked);
  });

  /* One less and one more beside a number. */
  const stepper = (place) => {
    const field = root.getElementById(place.dataset.stepper);
    if (!field || place.dataset.ready) return;
    place.dataset.ready = "yes";
    const button = (sign, by, label) => {
      const made = root.createElement("button");
      made.type = "button";
      made.className = "button outline";
      made.textContent = sign;
      made.setAttribute("aria-label", label);
      made.addEventListener("click", () => {
        if (by > 0) field.stepUp(); else field.stepDown();
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      return made;
    };
    field.before(button("\u2212", -1, place.dataset.less || "One less"));
    field.after(button("+", 1, place.dataset.more || "One more"));
  };
  const begin = () => root.querySelectorAll("[data-stepper]").forEach(stepper);
  if (root.readyState === "loading") root.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
