// The buttons of an answer: copy it, print it alone, save the rows of its table. All from what the page holds.
(() => {
  "use strict";
  const held = (button, name) => button.closest(".answer").querySelector(`template.${name}`).content.textContent;

  async function copy(text) {
    try { return await navigator.clipboard.writeText(text); } catch { /* not allowed, or no https: by hand */ }
    const area = Object.assign(document.createElement("textarea"), {value: text});
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("The browser does not let the page copy.");
  }

  function save(name, text) {
    const address = URL.createObjectURL(new Blob([text], {type: name.endsWith(".json") ? "application/json" : "text/csv"}));
    Object.assign(document.createElement("a"), {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  function print(answer) {
    answer.classList.add("printed");
    addEventListener("afterprint", () => answer.classList.remove("printed"), {once: true});
    window.print();
  }

  document.addEventListener("click", event => {
    const button = event.target.closest?.(".answer :is([data-copy], [data-save], [data-print])");
    if (!button) return;
    const {copy: text, save: rows, name} = button.dataset;
    if (rows) save(name, held(button, rows));
    else if (text) {
      const tell = said => { button.parentElement.querySelector("[role=status]").textContent = said; };
      copy(held(button, text)).then(() => tell("Copied."), () => tell("Not copied: select the text and copy it."));
    } else print(button.closest(".answer"));
  });
})();
