  // What else can happen: the interpreter's steps from the states of the trace, and from those that follow.

  const { around } = data;
  const violating = new Set(around?.violating ?? []);

  /** The state that is shown, among those whose steps are known; undefined if it is none of them. */
  function placeNow() {
    if (!around) return undefined;
    if (now.walk.length > 0) return now.walk.at(-1).target;
    return around.places[now.index] ?? undefined;
  }

  /** What can happen in the state that is shown: undefined if that is not on the page. */
  function movesNow() {
    const place = placeNow();
    const found = typeof place === "number" ? around.moves[place] : undefined;
    return found?.map(([action, target, delta]) => ({ ...around.actions[action], action, target, delta }));
  }

  /** Where a walk of choices leads from a step of the trace; it ends where a choice is not known. */
  function walked(index, choices) {
    const walk = [];
    let values = stateAt(index);
    let before = values;
    let place = around?.places[index];
    for (const choice of choices) {
      const move = typeof place === "number" ? around.moves[place]?.[choice] : undefined;
      if (!move) break;
      const [action, target, delta] = move;
      before = values;
      values = values.slice();
      apply(delta, values);
      walk.push({ ...around.actions[action], choice, target, delta });
      place = target;
    }
    return { walk, values, before };
  }

  const choicesNow = () => now.walk.map(({ choice }) => choice);

  /** Takes a step that the trace does not take here; the one that it takes leads on in it. */
  function take(choice) {
    const chosen = movesNow()?.[choice];
    if (!chosen) return;
    if (now.walk.length === 0 && isNextInTrace(chosen)) go(now.index + 1);
    else go(now.index, { walk: [...choicesNow(), choice] });
    focusMove(0, { preventScroll: true });
  }

  function isNextInTrace({ name, arguments: values, target }) {
    if (now.walk.length > 0 || now.index === last) return false;
    const what = links[now.index + 1].querySelector(".what");
    return around.places[now.index + 1] === (typeof target === "number" ? target : null)
      && what.textContent.endsWith(`${name}${values ?? ""}`);
  }

  /** What a step changes, as text; of many changes the first. */
  function summary({ target, delta }) {
    if (typeof target === "string") return `fails: ${target}`;
    const MOST = 3;
    const parts = [];
    for (let i = 0; i < Math.min(delta.length, 2 * MOST); i += 2) {
      parts.push(`${leaves[delta[i]].path}: ${text(now.values[delta[i]])} \u2192 ${text(delta[i + 1])}`);
    }
    if (delta.length > 2 * MOST) parts.push(`${delta.length / 2 - MOST} more`);
    return parts.length === 0 ? "changes nothing" : parts.join("; ");
  }

  /** Whether the property is false after it, and was not before. */
  const breaks = ({ target }) => violating.has(target) && !violating.has(placeNow());

  function remarkOn(move) {
    if (typeof move.target === "string") return undefined;
    if (isNextInTrace(move)) return data.isRun ? "the trace goes on so" : "this step breaks it";
    if (breaks(move)) return `then \u201c${data.claim}\u201d is false`;
    if (around.moves[move.target]?.length === 0 && !around.leavesOut) return "then nothing can happen";
    const step = around.places.indexOf(move.target);
    return step < 0 || move.delta.length === 0 ? undefined : `as state ${step}`;
  }

  function drawMove(move, i) {
    const isBad = typeof move.target === "string" || breaks(move);
    const remark = remarkOn(move);
    const button = element("button", { type: "button", class: isBad ? "move bad" : "move", "data-choice": i, tabindex: i === 0 ? "0" : "-1" },
      element("span", { class: move.lane === undefined ? "who other" : `who lane-${move.lane % 8}` },
        move.actor ?? data.lanes[0]),
      element("span", { class: "what" }, move.name,
        ...(move.arguments ? [element("span", { class: "arguments" }, move.arguments)] : [])),
      ...(remark ? [element("span", { class: "remark" }, remark)] : []),
      element("span", { class: "effect" }, summary(move)));
    return element("li", {}, button);
  }

  /** How one goes on where the page ends. */
  function continuation() {
    if (!data.isRun) return "";
    const file = data.file ?? "FILE";
    return `\`p2pcheck trace ${/^[\w./+-]+$/.test(file) ? file : "FILE"} --interactive\` goes further: `
      + `${now.index}g for this step, e for what can happen.`;
  }

  function showMoves() {
    byId("moves-section").hidden = !around;
    if (!around) return;
    const found = movesNow();
    byId("moves").replaceChildren(...(found ?? []).map(drawMove));
    const notes = violating.has(placeNow()) ? [`Here \u201c${data.claim}\u201d is false.`] : [];
    const isFailure = now.walk.length > 0 ? typeof now.walk.at(-1).target === "string" : placeNow() === undefined;
    if (isFailure) notes.push("The step fails: there is no state after it.");
    else if (!found) notes.push(`What can happen here is not on this page. ${continuation()}`);
    else if (found.length === 0) notes.push(around.leavesOut ? "Nothing was found." : "Nothing can happen here.");
    if (found && !around.complete && around.cut.length === 0 && !around.leavesOut) {
      notes.push(`The page has all that can happen within ${plural(around.depth, "step")} of the trace, and some beyond.`);
    }
    if (found && around.cut.includes(placeNow())) notes.push("These are the first; more can happen.");
    if (around.leavesOut) notes.push("Of rules with very many instances only the first were tried.");
    if (around.judged > 0 && around.judged < around.moves.length) {
      notes.push("Whether the property holds was not looked at in all states.");
    }
    byId("moves-note").textContent = notes.join(" ");
  }

  /** The way from the trace to what is shown, each part a link back. */
  function showWalk() {
    const box = byId("walk");
    box.hidden = now.walk.length === 0;
    byId("step-section").classList.toggle("exploring", now.walk.length > 0);
    if (now.walk.length === 0) {
      box.replaceChildren();
      return;
    }
    const link = (label, count) => element("button", { type: "button", "data-walk": count }, label);
    const parts = now.walk.map((move, i) => link(`${move.name}${move.arguments ?? ""}`, i + 1));
    parts.at(-1).setAttribute("aria-current", "true");
    box.replaceChildren(
      element("strong", {}, data.isRun ? "Not in the trace: " : "Explored: "), link(`step ${now.index}`, 0), ...parts.flatMap((part) => [" \u203a ", part]),
      ...(violating.has(now.walk.at(-1).target)
        ? [element("span", { class: "verdict" }, ` Here \u201c${data.claim}\u201d is false.`)] : []));
  }

  function focusMove(i, options) {
    const buttons = [...document.querySelectorAll("#moves button")];
    const button = buttons[Math.min(buttons.length - 1, Math.max(0, i))];
    for (const other of buttons) other.setAttribute("tabindex", other === button ? "0" : "-1");
    button?.focus(options);
  }

  /** Whether a key was meant for the list. */
  function onMoveKey(event) {
    const button = event.target.closest?.("#moves button");
    if (!button) return false;
    const at = Number(button.dataset.choice);
    const targets = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: Number.POSITIVE_INFINITY };
    if (Object.hasOwn(targets, event.key)) focusMove(targets[event.key]);
    else if (event.key === "Escape") button.blur();
    else if (event.key !== "Enter" && event.key !== " ") return false;
    else take(at);
    event.preventDefault();
    return true;
  }
