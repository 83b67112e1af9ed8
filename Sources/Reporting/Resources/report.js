// Filters the checks of the page, and opens the one that a link leads to. Without scripts all of them are there.
"use strict";

(() => {
  const checks = [...document.querySelectorAll("details.check")];
  const texts = checks.map((check) => check.textContent.toLowerCase());
  const tools = document.getElementById("tools");
  const filter = document.getElementById("filter");
  const bad = document.getElementById("bad");
  const shown = document.getElementById("shown");

  const isBad = (check) => check.classList.contains("bad") || check.classList.contains("open");

  const update = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    checks.forEach((check, index) => {
      const isShown = words.every((word) => texts[index].includes(word)) && (!bad.checked || isBad(check));
      check.hidden = !isShown;
      count += isShown ? 1 : 0;
    });
    shown.textContent = count === checks.length ? "" : `${count} of ${checks.length}`;
  };

  // What a link leads to is shown, whatever the filter says.
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !checks.includes(target)) return;
    target.hidden = false;
    target.open = true;
    target.scrollIntoView();
  };

  if (checks.length > 1) {
    tools.hidden = false;
    filter.addEventListener("input", update);
    bad.addEventListener("change", update);
    update();
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
