// A button with data-ask asks its question: it tells the page's server by ui/page/bridge.py.
document.addEventListener("click", event => {
  const question = event.target.closest?.("[data-ask]")?.dataset.ask;
  if (question) document.dispatchEvent(new CustomEvent("exocite:ask", {detail: {question}}));
});
