// Citations: a number in an answer opens its card in the evidence panel, Esc closes it and goes back.
(() => {
  "use strict";
  let back = null; // what had the focus before a card was opened
  let last = null; // the id of the card that was opened last and is open
  let growing = false; // whether the evidence is that of an answer of which more is to come

  const numbers = id => document.querySelectorAll(`.cite[aria-controls="${CSS.escape(id)}"]`);
  const opened = () => document.querySelector(".card.open");

  function mark(card, open) {
    card.classList.toggle("open", open);
    card.querySelector(".whole").hidden = !open;
    const toggle = card.querySelector(".toggle");
    toggle.setAttribute("aria-expanded", open);
    toggle.textContent = open ? "Close" : "Show in context";
    for (const one of numbers(card.id)) one.setAttribute("aria-expanded", open);
  }

  function open(card, from) {
    const other = opened();
    if (other && other !== card) mark(other, false);
    for (let up = card.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    mark(card, true);
    last = card.id;
    back = from;
    card.focus({preventScroll: true});
    show(card);
    whole(card.querySelector(".passage"), card);
  }

  // The card to the top of the panel where the panel scrolls, and the quote into the middle of its section.
  function show(card) {
    const panel = card.closest(".evidence"), passage = card.querySelector(".passage"), quote = passage.querySelector("mark");
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(panel).overflowY) && panel.scrollHeight > panel.clientHeight;
    if (scrolls) panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 8;
    else card.scrollIntoView({block: "start"});
    const [inner, outer] = [quote, passage].map(one => one.getBoundingClientRect());
    passage.scrollTop += inner.top - outer.top - Math.max((outer.height - inner.height) / 2, 8);
    quote.scrollIntoView({block: "nearest"});
  }

  // The rest of a long section comes from the page's own server; without it the words around the quote stand.
  function whole(passage, card) {
    if (!passage.dataset.source) return;
    const {source, start, end, digest} = passage.dataset;
    delete passage.dataset.source;
    document.dispatchEvent(new CustomEvent("exocite:section", {detail: {
      wanted: {source, start: +start, end: +end, digest},
      show: html => { if (html) { passage.innerHTML = html; if (card.isConnected && card === opened()) show(card); } },
    }}));
  }

  function close(card) {
    mark(card, false);
    last = null;
    if (!back?.isConnected) back = card.querySelector(".toggle");
    back.focus({preventScroll: true});
    back.scrollIntoView({block: "nearest"});
  }

  document.addEventListener("click", event => {
    const cite = event.target.closest?.(".cite");
    const card = cite ? document.getElementById(cite.getAttribute("aria-controls")) : event.target.closest?.(".toggle")?.closest(".card");
    if (!card) return;
    if (!cite && card.classList.contains("open")) close(card);
    else open(card, cite ?? event.target.closest(".toggle"));
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const card = opened();
    if (card && (card.contains(document.activeElement) || document.activeElement === back)) close(card);
  });
  // The chat is drawn anew as an answer grows, its numbers with it.
  new MutationObserver(() => {
    if (last && opened()?.id === last) for (const one of numbers(last)) one.setAttribute("aria-expanded", true);
  }).observe(document.body, {childList: true, subtree: true});
  // New evidence stands closed, unless it is that of an answer which has grown while a card of it was open.
  document.addEventListener("exocite:evidence", () => {
    for (const one of document.querySelectorAll(".cite[aria-expanded=true]")) one.setAttribute("aria-expanded", false);
    const held = growing ? last : null;
    last = null;
    setTimeout(() => {
      growing = Boolean(document.querySelector(".evidence[data-growing]"));
      const card = held && document.getElementById(held);
      if (!card || opened()) return;
      mark(card, true);
      last = held;
      whole(card.querySelector(".passage"), card);
    }, 100);
  });
})();
