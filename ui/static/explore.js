// In the tab Explore: tells the server which part of a picture or which record was chosen, and which rows are shown.
// Runs once for each piece of the page that it is given to: `element`; `trigger` sends an event of it to the server.
let waiting;
element.addEventListener("click", event => {
  const link = event.target.closest('a[href^="#pick?"]');
  if (!link || !element.contains(link)) return;
  event.preventDefault();
  trigger("click", {pick: link.getAttribute("href")});
});
element.addEventListener("rows-shown", event => {
  clearTimeout(waiting);
  waiting = setTimeout(() => trigger("input", {names: event.detail}), 300);
});
