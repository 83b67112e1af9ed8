// Leads from one difference of two traces to the next. Without scripts all of them are there.
"use strict";

(() => {
  const splits = [...document.querySelectorAll(".row.split")];
  // Of neighbouring rows the first one stands for all.
  const stops = splits.filter((row) => !row.previousElementSibling?.classList.contains("split"));
  let at = -1;

  const lead = (by) => {
    if (stops.length === 0) return;
    at = (at + by + stops.length) % stops.length;
    stops[at].scrollIntoView({ block: "center" });
    stops[at].focus({ preventScroll: true });
  };

  document.getElementById("keys").hidden = stops.length === 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") lead(1);
    if (event.key === "p") lead(at < 0 ? 0 : -1);
  });
})();
