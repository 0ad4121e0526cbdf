// Forms that use a passkey: the browser asks for it, the form carries the answer.
//   data-passkey="get" or "create"; data-options: the id of a JSON element, or data-options-url: where to fetch it;
//   data-none, data-stopped, data-failed: what to say when it does not work.
(() => {
  const read = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return answer.json();
  };

  const ask = async (kind, options) => {
    if (kind === "get") return window.webauthnJSON.get(options.request_options);
    const wanted = structuredClone(options.creation_options);
    Object.assign(wanted.publicKey.authenticatorSelection ??= {}, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
    return window.webauthnJSON.create(wanted);
  };

  const tell = (form, words) => {
    const place = form.querySelector("[data-passkey-told]");
    place.textContent = words;
    place.hidden = false;
    for (const button of form.querySelectorAll("button")) {
      button.disabled = false;
      button.classList.remove("is-working");
    }
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-passkey]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.querySelector("[data-passkey-told]").hidden = true;
    if (!window.webauthnJSON?.supported()) return tell(form, form.dataset.none);
    try {
      const options = await read(form);
      form.elements.credential.value = JSON.stringify(await ask(form.dataset.passkey, options));
      form.submit();
    } catch (problem) {
      const stopped = problem.name === "NotAllowedError" || problem.name === "InvalidStateError" || problem.name === "AbortError";
      tell(form, stopped ? form.dataset.stopped : form.dataset.failed);
    }
  }, { capture: true });
})();
