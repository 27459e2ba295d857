// A new question stays at the top of the chat while its answer comes, which is then read from its beginning.
(() => {
  "use strict";
  let shown = 0, follows = false;

  function show() {
    const asked = document.querySelectorAll(".chat [data-testid=user]");
    follows = asked.length > shown || (follows && asked.length === shown);
    shown = asked.length;
    const row = follows && asked[shown - 1].closest(".message-row"), chat = row && row.closest(".bubble-wrap");
    if (chat) chat.scrollTop += row.getBoundingClientRect().top - chat.getBoundingClientRect().top - 8;
  }

  new MutationObserver(show).observe(document.body, {childList: true, subtree: true});
  // Who reads elsewhere in the chat is left there.
  for (const moved of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(moved, event => { if (event.target.closest?.(".chat")) follows = false; }, {passive: true});
  }
})();
