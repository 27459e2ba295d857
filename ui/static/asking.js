// A button with data-ask asks its question: it tells the page's server by ui/page/bridge.py. Until this has run, which
// is a moment after the buttons are there, ui/static/page.css keeps them from being pressed in vain.
document.documentElement.classList.add("asking");
document.addEventListener("click", event => {
  const question = event.target.closest?.("[data-ask]")?.dataset.ask;
  if (question) document.dispatchEvent(new CustomEvent("exocite:ask", {detail: {question}}));
});
