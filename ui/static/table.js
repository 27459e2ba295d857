// Tables of ui/render/table_html.py: sorting by their headings and filtering by words, also in what is rendered later.
(() => {
  "use strict";
  const order = new Intl.Collator("en", {numeric: true, sensitivity: "base"});
  const body = table => table.tBodies[0];
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // Numbers by their size, words as people sort them; what is empty stays last either way.
  function compare(a, b, sign) {
    const [x, y] = [a, b].map(cell => cell.dataset.key ?? cell.textContent.trim());
    if (x === "" || y === "") return (x === "") - (y === "");
    return sign * (a.dataset.key && b.dataset.key ? x - y : order.compare(x, y));
  }

  function sort(head) {
    const table = head.closest("table"), at = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.cells) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body(table).rows];
    rows.sort((a, b) => compare(a.cells[at], b.cells[at], down ? -1 : 1));
    body(table).append(...rows);
    tell(table.closest(".rows"));
  }

  function filter(rows) {
    const words = plain(rows.querySelector("input[type=search]").value).split(/\s+/).filter(Boolean);
    for (const row of body(rows.querySelector("table")).rows) {
      const text = plain([...row.cells].map(cell => cell.textContent).join(" "));
      row.hidden = !words.every(word => text.includes(word));
    }
    tell(rows);
  }

  // How many are shown; and, for those who want it, the names of the rows shown, in their order.
  function tell(rows) {
    const all = [...body(rows.querySelector("table")).rows], shown = all.filter(row => !row.hidden);
    const some = `${shown.length} of ${all.length} ${rows.dataset.noun}`;
    rows.querySelector("output").textContent = shown.length === all.length ? "All shown" : some;
    const names = shown.map(row => row.dataset.name);
    rows.dispatchEvent(new CustomEvent("rows-shown", {bubbles: true, detail: names}));
  }

  document.addEventListener("click", event => {
    const button = event.target.closest?.(".rows th[aria-sort] > button");
    if (button) sort(button.parentElement);
  });
  document.addEventListener("input", event => {
    if (event.target.matches?.(".rows > .tools input[type=search]")) filter(event.target.closest(".rows"));
  });
})();
