  // The step itself.

  const start = data.isRun ? "The trace starts here." : "No start state: whether it can be reached is not known.";

  function showStep() {
    const { index, walk } = now;
    const step = walk.at(-1) ?? data.steps[index];
    const isOwn = walk.length === 0;
    const link = links[index];
    const title = byId("step-title");
    const name = isOwn ? [...link.querySelector(".what").childNodes].map((node) => node.cloneNode(true))
      : [step.name, ...(step.arguments ? [element("span", { class: "arguments" }, step.arguments)] : [])];
    const actor = isOwn ? data.lanes[step.lane] : step.actor ?? data.lanes[0];
    title.replaceChildren(
      element("span", { class: "number" }, isOwn ? String(index) : `${index} + ${walk.length}`), ...name,
      element("span", { class: step.lane === undefined ? "actor" : `actor lane-${step.lane % 8}` }, actor));
    byId("step-place").textContent = (isOwn ? link.querySelector(".kernel")?.textContent : step.kernel) ?? "";
    const changes = isOwn ? items[index].querySelector(".changes")?.cloneNode(true) : changesOf(step);
    byId("step-changes").replaceChildren(
      ...(isOwn ? [...link.querySelectorAll(".remark")].map((node) => element("p", { class: "remark" }, node.textContent)) : []),
      changes ?? element("p", { class: "note" }, index === 0 && isOwn ? start : "Nothing changes."));
    showEnding();
    showSource(step);
    return `${isOwn ? `step ${index} of ${last}` : `explored, ${walk.length} from step ${index}`}, ${actor}: `
      + `${isOwn ? link.querySelector(".what").textContent : `${step.name}${step.arguments ?? ""}`}; `
      + (changes ? `${[...changes.children].map((item) => item.textContent).join("; ")}` : "nothing changes");
  }

  /** Of a step that the trace does not take. */
  function changesOf({ target, delta }) {
    if (typeof target === "string") return element("ul", { class: "changes" }, element("li", {}, `the step fails: ${target}`));
    if (delta.length === 0) return undefined;
    const list = element("ul", { class: "changes" });
    for (let i = 0; i < delta.length; i += 2) {
      list.append(element("li", {}, `${leaves[delta[i]].path}: `, element("del", {}, text(now.before[delta[i]])), " \u2192 ",
        element("ins", {}, text(delta[i + 1]))));
    }
    return list;
  }

  /** In the last state, why the trace ends; where hope ends, that it does. */
  function showEnding() {
    const box = byId("step-ending");
    box.className = isAtEnd() ? byId("ending").className : "";
    if (!isAtEnd()) {
      const isLost = now.index === doomed && now.walk.length === 0;
      box.replaceChildren(...(isLost ? [element("p", { class: "remark" }, "From here on it never comes.")] : []));
      return;
    }
    const body = byId("ending-body").cloneNode(true);
    body.removeAttribute("id");
    for (const read of body.querySelectorAll(".read[data-path]")) {
      const [leaf, ...others] = leavesOf(read.dataset.path);
      if (leaf === undefined || others.length > 0) continue;
      read.replaceWith(element("button", { type: "button", class: "read", "data-leaf": leaf, title: `Watch ${read.dataset.path}` },
        read.textContent));
    }
    box.replaceChildren(body);
    if (loopsTo !== undefined) {
      box.append(element("p", { class: "remark" }, "The run goes on round the loop: ",
        element("button", { type: "button", "data-step": loopsTo }, `state ${loopsTo}`)));
    }
  }

  function showSource(step) {
    byId("source-section").hidden = step.source === undefined;
    if (step.source === undefined) return;
    byId("source-place").textContent = `${step.source.file}:${step.source.line}`;
    const excerpt = data.excerpts[step.excerpt];
    byId("source").hidden = excerpt === undefined;
    byId("source").replaceChildren(...(excerpt?.lines ?? []).map((line, i) => {
      const shown = excerpt.first + i;
      return element("span", { class: shown === step.source.line ? "head" : undefined },
        element("b", { "aria-hidden": "true" }, String(shown)), line);
    }));
  }

  /** Shows a step of the trace, or what comes of other choices after it. */
  function go(index, { walk: choices = [], silent = false, isFromAddress = false } = {}) {
    const target = Math.min(last, Math.max(0, index));
    const { walk, values, before } = walked(target, choices);
    const delta = (walk.at(-1) ?? data.steps[target]).delta;
    links[now.index].removeAttribute("aria-current");
    now = {
      index: target, walk, values,
      before: walk.length > 0 ? before : target > 0 ? stateAt(target - 1) : values,
      changed: new Set(delta.filter((_, i) => i % 2 === 0)),
    };
    links[target].setAttribute("aria-current", "step");
    showInTimeLine(target);
    showWalk();
    const message = showStep();
    showMoves();
    showMap(values, now.changed);
    showMessages();
    showVariables();
    if (!silent) announce(message);
    if (!isFromAddress) keepAddress();
  }

  /** One step on; where one explores, there is a choice. */
  function goOn() {
    if (now.walk.length > 0) focusMove(0);
    else go(now.index + 1);
  }

  /** One step back: of what is explored first. */
  function goBack() {
    if (now.walk.length > 0) go(now.index, { walk: choicesNow().slice(0, -1) });
    else go(now.index - 1);
  }

  // The address: the step, where one explores, what is watched, what the variables are filtered by.

  function keepAddress() {
    const parts = [`step=${now.index}`];
    if (now.walk.length > 0) parts.push(`walk=${choicesNow().join(".")}`);
    if (watched >= 0) parts.push(`watch=${encodeURIComponent(leaves[watched].path)}`);
    const filter = byId("filter").value.trim();
    if (filter !== "") parts.push(`filter=${encodeURIComponent(filter)}`);
    if (byId("only-changed").checked) parts.push("changed");
    history.replaceState(null, "", `#${parts.join("&")}`);
  }

  /** What an address says; undefined if it is not one of ours. */
  function readAddress() {
    const parts = new Map(location.hash.slice(1).split("&").map((part) => {
      const [name, ...value] = part.split("=");
      try {
        return [name, decodeURIComponent(value.join("="))];
      } catch {
        return [name, ""];
      }
    }));
    const step = parts.get("step") ?? "";
    if (!/^\d{1,9}$/.test(step)) return undefined;
    return {
      step: Number(step),
      walk: (parts.get("walk") ?? "").split(".").filter((choice) => /^\d{1,6}$/.test(choice)).map(Number),
      watch: leafOf.get(parts.get("watch")) ?? -1,
      filter: parts.get("filter") ?? "",
      onlyChanged: parts.has("changed"),
    };
  }

  function follow(address) {
    watched = address.watch;
    byId("filter").value = address.filter;
    byId("only-changed").checked = address.onlyChanged;
    showWatched();
    go(address.step, { walk: address.walk, isFromAddress: true });
  }
