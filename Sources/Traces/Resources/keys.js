  // Search.

  let hits = [];

  function search() {
    const wanted = byId("search").value.trim().toLowerCase();
    hits = [];
    items.forEach((item, index) => {
      const isHit = wanted === "" || item.textContent.toLowerCase().includes(wanted);
      item.classList.toggle("miss", !isHit);
      if (isHit && wanted !== "") hits.push(index);
    });
    byId("found").textContent = wanted === "" ? "" : plural(hits.length, "step");
  }

  /** Goes to the neighbour of the current step in a list of steps, around its ends. */
  function goAmong(steps, isForward) {
    if (steps.length === 0) return;
    const next = isForward ? steps.find((step) => step > now.index) ?? steps[0]
      : steps.findLast((step) => step < now.index) ?? steps.at(-1);
    go(next);
  }

  const sameLane = () => data.steps.flatMap((step, i) => (step.lane === data.steps[now.index].lane ? [i] : []));

  const keys = {
    ArrowRight: goOn,
    ArrowDown: goOn,
    j: goOn,
    ArrowLeft: goBack,
    ArrowUp: goBack,
    k: goBack,
    Home: () => go(0),
    g: () => go(0),
    End: () => go(last),
    G: () => go(last),
    PageDown: () => go(now.index + 10),
    PageUp: () => go(now.index - 10),
    p: () => goAmong(sameLane(), true),
    P: () => goAmong(sameLane(), false),
    n: () => goAmong(hits, true),
    N: () => goAmong(hits, false),
    "]": () => goAmong(watched < 0 ? [] : leaves[watched].changes, true),
    "[": () => goAmong(watched < 0 ? [] : leaves[watched].changes, false),
    "/": () => byId("search").focus(),
    v: () => byId("filter").focus(),
    e: () => focusMove(0),
    u: () => go(now.index),
    l: () => { if (loopsTo !== undefined) go(loopsTo); },
    m: () => document.querySelector('#map td[tabindex="0"]')?.focus(),
    "?": () => byId("keys").showModal(),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
    if (onMapKey(event) || onMoveKey(event)) return;
    const field = event.target.closest?.("input, pre");
    if (field && event.key === "Escape") field.blur();
    if (field && event.key === "Enter" && field.id === "search") goAmong(hits, !event.shiftKey);
    if (field) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  }

  function filter() {
    showVariables();
    keepAddress();
  }

  function onDetailClick(event) {
    const target = event.target.closest("[data-leaf], [data-choice], [data-walk], [data-step]");
    if (!target || target.closest("svg")) return;
    const { leaf, choice, walk, step } = target.dataset;
    if (leaf !== undefined) watch(Number(leaf));
    else if (choice !== undefined) take(Number(choice));
    else if (walk !== undefined) go(now.index, { walk: choicesNow().slice(0, Number(walk)) });
    else go(Number(step));
  }

  function listen() {
    document.addEventListener("keydown", onKey);
    byId("first").addEventListener("click", () => go(0));
    byId("back").addEventListener("click", goBack);
    byId("forward").addEventListener("click", goOn);
    byId("last").addEventListener("click", () => go(last));
    byId("help").addEventListener("click", () => byId("keys").showModal());
    byId("close").addEventListener("click", () => byId("keys").close());
    byId("slider").addEventListener("input", (event) => go(Number(event.target.value), { silent: true }));
    byId("search").addEventListener("input", search);
    byId("filter").addEventListener("input", filter);
    byId("only-changed").addEventListener("change", filter);
    byId("steps").addEventListener("click", (event) => {
      const item = event.target.closest("#steps > ol > li");
      if (!item || window.getSelection()?.toString()) return;
      event.preventDefault();
      go(items.indexOf(item));
    });
    document.querySelector("header .conclusion a").addEventListener("click", (event) => {
      event.preventDefault();
      go(last);
      byId("detail").scrollIntoView({ block: "start" });
    });
    byId("detail").addEventListener("click", onDetailClick);
    window.addEventListener("hashchange", () => {
      const address = readAddress();
      if (address) follow(address);
    });
    new ResizeObserver(([entry]) => {
      const height = entry.target.offsetHeight;
      document.documentElement.style.setProperty("--player-height", `${height + 16}px`);
      // The slider is as wide as the lanes above it.
      const names = mark.ownerSVGElement.getBoundingClientRect().left - byId("lanes").getBoundingClientRect().left;
      byId("slider").style.marginLeft = `${names}px`;
      byId("slider").style.width = `calc(100% - ${names}px)`;
    }).observe(byId("player"));
  }

  // The address is ours from here on: the browser need not look for the step.
  for (const item of items) item.removeAttribute("id");
  window.scrollTo(0, 0);
  document.documentElement.classList.add("live");
  byId("player").hidden = false;
  byId("detail").hidden = false;
  drawLanes();
  drawMap();
  drawVariables();
  drawMessages();
  listen();
  const address = readAddress();
  if (address) follow(address);
  else go(0, { silent: true, isFromAddress: true });
