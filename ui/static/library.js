// The list of ui/render/holdings_html.py: a title opens its source; where not all is shown, the server sorts.
element.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#source=']");
  if (link) {
    event.preventDefault();
    trigger("select", {opened: decodeURIComponent(link.getAttribute("href").slice("#source=".length))});
  }
  const head = event.target.closest("[data-more] th[aria-sort] > button")?.parentElement;
  if (head) {
    const now = element.querySelector("[data-more]").dataset;
    const down = now.column === String(head.cellIndex) && now.order === "ascending";
    trigger("input", {column: head.cellIndex, down});
  }
});
const mark = () => {
  const now = element.querySelector("[data-column]")?.dataset;
  if (now) element.querySelectorAll("thead th")[now.column].setAttribute("aria-sort", now.order);
};
watch("value", mark);
