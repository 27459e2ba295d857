// The quote of a citation beside its number: under the pointer and on focus; it can be pointed at, and Esc hides it.
(() => {
  "use strict";
  let at = null, timer = 0;
  const tip = Object.assign(document.createElement("div"), {id: "quote-tip", className: "tip", hidden: true});
  tip.setAttribute("role", "tooltip");

  function show(button) {
    const card = document.getElementById(button.getAttribute("aria-controls"));
    if (!card) return;
    hide();
    at = button;
    const line = (tag, from) => Object.assign(document.createElement(tag), {textContent: card.querySelector(from).textContent});
    tip.replaceChildren(line("q", ".quote"), line("p", "h4"));
    if (!tip.isConnected) (document.querySelector("main") ?? document.body).append(tip);
    tip.hidden = false;
    button.setAttribute("aria-describedby", tip.id);
    const near = button.getBoundingClientRect(), own = tip.getBoundingClientRect(), width = document.documentElement.clientWidth;
    tip.style.left = `${Math.max(8, Math.min(near.left, width - own.width - 8))}px`;
    tip.style.top = `${near.bottom + own.height + 4 > innerHeight && near.top > own.height ? near.top - own.height - 4 : near.bottom + 4}px`;
  }

  function hide() {
    clearTimeout(timer);
    at?.removeAttribute("aria-describedby");
    at = null;
    tip.hidden = true;
  }

  function later(act, wait) { clearTimeout(timer); timer = setTimeout(act, wait); }

  document.addEventListener("pointerover", event => {
    const button = event.target.closest?.(".cite");
    if (event.target.closest?.(".tip")) clearTimeout(timer);
    else if (button && button !== at && event.pointerType !== "touch") later(() => show(button), 200);
    else if (button) clearTimeout(timer);
    else if (at && at !== document.activeElement) later(hide, 300);
    else if (!at) clearTimeout(timer);
  });
  document.addEventListener("focusin", event => {
    if (event.target.matches?.(".cite:focus-visible")) show(event.target);
  });
  document.addEventListener("focusout", event => { if (event.target === at) hide(); });
  document.addEventListener("click", event => { if (event.target.closest?.(".cite")) hide(); });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || tip.hidden) return;
    hide();
    event.preventDefault();
  }, true);
  document.addEventListener("scroll", event => { if (at && !tip.contains(event.target)) hide(); }, true);
})();
