  // Time line.

  const items = [...document.querySelectorAll("#steps > ol > li")];
  const links = items.map((item) => item.firstElementChild);
  const doomed = data.ending.from ?? Infinity;
  const { loopsTo } = data.ending;
  let mark;
  let watchPath;

  /** Whether the last state of the trace is shown. */
  function isAtEnd() { return now.index === last && now.walk.length === 0; }

  /** A bracket from the state to which a run returns to the last one, with an arrow at its begin. */
  function drawLoop(picture, row) {
    const [from, to] = [loopsTo + 0.5, last + 0.5];
    const head = Math.min(0.4, (last + 1) / 120);
    picture.append(
      svg("path", { class: "loop", d: `M${to} ${row + 0.1}v.45H${from}v-.45`, "vector-effect": "non-scaling-stroke" }),
      svg("path", { class: "loop-head", d: `M${from} ${row}l${head} .4h${-2 * head}z` },
        svg("title", {}, `The run returns to state ${loopsTo}`)));
  }

  /** One path for each lane: a unit for each step. */
  function drawLanes() {
    const names = loopsTo === undefined ? data.lanes : [...data.lanes, "loop"];
    const height = names.length;
    const picture = svg("svg", { viewBox: `0 0 ${last + 1} ${height}`, preserveAspectRatio: "none" });
    const paths = data.lanes.map(() => "");
    data.steps.forEach((step, index) => {
      paths[step.lane] += `M${index + 0.08} ${step.lane + 0.2}h.84v.6h-.84z`;
    });
    if (doomed <= last) {
      picture.append(svg("rect", { class: "doomed", x: doomed, y: 0, width: last + 1 - doomed, height }));
    }
    for (const [lane, path] of paths.entries()) {
      picture.append(svg("path", { d: path, class: `lane-${lane % 8}` }));
    }
    if (loopsTo !== undefined) drawLoop(picture, data.lanes.length);
    watchPath = svg("path", { class: "watched", d: "" });
    // Of a long trace, wider than a step, to be seen at all.
    mark = svg("rect", { class: "mark", x: 0, y: 0, width: Math.max(1, (last + 1) / 300), height });
    picture.append(watchPath, mark);
    const box = byId("lanes");
    for (const name of names) box.append(element("span", {}, name));
    picture.style.gridRow = `1 / span ${height}`;
    picture.style.height = `${1.15 * height}rem`;
    box.append(picture);
    const stepUnder = (event) => {
      const area = picture.getBoundingClientRect();
      const part = (event.clientX - area.left) / area.width;
      return Math.min(last, Math.max(0, Math.floor(part * (last + 1))));
    };
    picture.addEventListener("pointerdown", (event) => {
      picture.setPointerCapture(event.pointerId);
      go(stepUnder(event));
    });
    picture.addEventListener("pointermove", (event) => {
      if (event.buttons & 1) go(stepUnder(event));
    });
    picture.addEventListener("pointerup", () => items[now.index].scrollIntoView({ block: "nearest" }));
  }

  /** Marks the steps that change what is watched. */
  function showWatched() {
    const steps = new Set(watched < 0 ? [] : leaves[watched].changes);
    for (const [index, item] of items.entries()) item.classList.toggle("touches", steps.has(index));
    const height = data.lanes.length;
    watchPath.setAttribute("d", [...steps].map((step) => `M${step + 0.3} 0h.4v${height}h-.4z`).join(""));
    return steps.size;
  }

  function watch(leaf) {
    watched = leaf === watched ? -1 : leaf;
    const count = showWatched();
    showMap(now.values, now.changed);
    showVariables();
    keepAddress();
    announce(watched < 0 ? "nothing is watched" : `watching ${leaves[watched].path}, ${plural(count, "change")}`);
  }

  /** Scrolls the time line so far that the step is seen. */
  function showInTimeLine(target) {
    const box = byId("steps");
    const item = items[target].getBoundingClientRect();
    const view = box.getBoundingClientRect();
    if (item.top < view.top + 40) box.scrollTop += item.top - view.top - 80;
    if (item.bottom > view.bottom - 40) box.scrollTop += item.bottom - view.bottom + 80;
    byId("position").textContent = `${target} of ${last}`;
    byId("slider").value = target;
    byId("slider").setAttribute("aria-valuetext", `step ${target} of ${last}`);
    byId("first").disabled = byId("back").disabled = target === 0 && now.walk.length === 0;
    byId("last").disabled = byId("forward").disabled = target === last;
    mark.setAttribute("x", target + 0.5 - Number(mark.getAttribute("width")) / 2);
  }
