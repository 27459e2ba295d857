// The list of ui/render/holdings_html.py: a title opens its source, and a heading has all sources sorted, also those
// that are not shown. What is shown is replaced then, so the place in it is found again.
let order = {column: -1, down: false}, left = null;
element.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#source=']");
  if (link) {
    event.preventDefault();
    trigger("select", {opened: decodeURIComponent(link.getAttribute("href").slice("#source=".length))});
  }
  const head = event.target.closest("th[aria-sort] > button")?.parentElement;
  if (head) {
    order = {column: head.cellIndex, down: order.column === head.cellIndex && !order.down};
    left = head.closest(".scroll").scrollLeft;
    trigger("input", order);
  }
});
watch("value", () => {
  const now = element.querySelector("[data-column]")?.dataset;
  if (!now) return;
  const head = element.querySelectorAll("thead th")[now.column];
  head?.setAttribute("aria-sort", now.order);
  if (head && left !== null) {
    head.closest(".scroll").scrollLeft = left;
    head.querySelector("button").focus({preventScroll: true});
  }
  left = null;
});
