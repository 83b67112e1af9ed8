// The page of a trace: the time line is in the document already; this adds the stepping, the memory map and the variables.
// What comes from the trace reaches the document as text only.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const last = data.steps.length - 1;
  const byId = (id) => document.getElementById(id);

  /** An element with attributes and children; strings become text. */
  function element(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  const svg = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };

  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const text = (value) => (value === null ? "undefined" : String(value));

  // The leaves of all variables, numbered in the order of the data.

  const leaves = [];

  /** Gives every leaf of a shape its number; an array keeps its elements, a record its fields. */
  function number(shape, path, variable) {
    if (shape === null) {
      leaves.push({ path, variable, changes: [] });
      return { leaf: leaves.length - 1 };
    }
    if (shape.fields) {
      return { fields: shape.fields.map(([name, part]) => [name, number(part, `${path}.${name}`, variable)]) };
    }
    return {
      labels: shape.index,
      elements: shape.index.map((label) => number(shape.of, `${path}[${label}]`, variable)),
    };
  }

  const variables = data.variables.map((variable, index) => {
    const first = leaves.length;
    const tree = number(variable.shape, variable.name, index);
    return { ...variable, tree, first, end: leaves.length };
  });

  // States: the first one, what each step changes, and a copy of every hundredth.

  const STRIDE = 100;
  const copies = [];
  {
    const values = data.start.slice();
    data.steps.forEach((step, index) => {
      for (let i = 0; i < step.delta.length; i += 2) {
        values[step.delta[i]] = step.delta[i + 1];
        leaves[step.delta[i]].changes.push(index);
      }
      if (index % STRIDE === 0) copies.push(values.slice());
    });
  }

  function stateAt(index) {
    const from = Math.floor(index / STRIDE);
    const values = copies[from].slice();
    for (let step = from * STRIDE + 1; step <= index; step++) {
      const { delta } = data.steps[step];
      for (let i = 0; i < delta.length; i += 2) values[delta[i]] = delta[i + 1];
    }
    return values;
  }

  // Colours of values: by the name of their type, so that a page has one colour wherever it is named.

  const indexTypes = new Set(variables.flatMap((variable) => variable.types.slice(0, -1)));
  const colours = new Map();

  /** The class of a cell: solid for true, a colour for what is worth one, quiet for the rest. */
  function tone(leaf, value, type) {
    if (value === true) return "true";
    const refers = indexTypes.has(type) && type !== "";
    const isUsual = value === null || value === false
      || (!refers && (value === 0 || (typeof value === "string" && value === data.start[leaf])));
    if (isUsual) return "quiet";
    const key = `${refers || typeof value === "string" ? type : ""} ${value}`;
    if (!colours.has(key)) colours.set(key, `value-${colours.size % 8}`);
    return colours.get(key);
  }

  // Memory map: a table for each type that arrays are indexed by.

  const MOST_COLUMNS = 128;
  const MOST_ROWS = 160;
  const groups = new Map();
  const skipped = new Set();
  const drawn = new Set();

  /** Collects the rows beneath an array whose elements have no arrays in them. */
  function collect(variable, tree, path, part, depth) {
    if (!tree.elements) return;
    const type = variable.types[depth] ?? "";
    if (tree.elements[0]?.elements) {
      tree.elements.forEach((inner, i) => {
        collect(variable, inner, `${path}[${tree.labels[i]}]`, part ?? tree.labels[i], depth + 1);
      });
      return;
    }
    const names = tree.elements[0]?.fields?.map(([name]) => name) ?? [null];
    for (const [k, name] of names.entries()) {
      const cells = tree.elements.map((inner) => (name === null ? inner : inner.fields[k][1]));
      if (cells.length > MOST_COLUMNS || cells.some((cell) => cell.leaf === undefined)) {
        skipped.add(variable.name);
        continue;
      }
      const key = JSON.stringify([type, tree.labels]);
      if (!groups.has(key)) groups.set(key, { type, labels: tree.labels, rows: [] });
      const { rows } = groups.get(key);
      if (rows.length >= MOST_ROWS) {
        skipped.add(variable.name);
        continue;
      }
      drawn.add(variable.name);
      rows.push({
        name: name === null ? path : `${path}.${name}`,
        part,
        isStrip: variable.view === "strip",
        type: name === null ? variable.types[depth + 1] ?? "" : "",
        leaves: cells.map((cell) => cell.leaf),
      });
    }
  }

  for (const variable of variables) collect(variable, variable.tree, variable.name, undefined, 0);

  const drawnCells = [];

  function drawGroup(group) {
    const parts = [...new Set(group.rows.map((row) => row.part))];
    const table = element("table", { class: group.labels.length > 12 ? "map many" : "map" });
    table.append(element("caption", { class: "unseen" }, `by ${group.type || "index"}`));
    const head = element("tr", {}, element("th", { scope: "col" }, group.type || "index"));
    for (const label of group.labels) head.append(element("th", { scope: "col" }, label));
    const body = element("tbody");
    for (const part of parts) {
      if (part !== undefined && parts.length > 1) {
        const width = String(group.labels.length + 1);
        body.append(element("tr", { class: "part" }, element("th", { scope: "rowgroup", colspan: width }, part)));
      }
      const rows = group.rows.filter((row) => row.part === part);
      rows.sort((one, other) => Number(other.isStrip) - Number(one.isStrip));
      for (const row of rows) {
        row.group = group;
        const line = element("tr", {}, element("th", { scope: "row" }, row.name));
        row.cells = row.leaves.map((leaf) => {
          const cell = element("td", { "data-leaf": leaf });
          line.append(cell);
          return cell;
        });
        row.line = line;
        drawnCells.push(row);
        body.append(line);
      }
    }
    table.append(element("thead", {}, head), body);
    return table;
  }

  /** What the colours of a table mean: all that its cells ever hold. */
  function drawLegend(group) {
    const entries = new Map();
    const add = (row, leaf, value) => {
      const name = tone(leaf, value, row.type);
      const label = indexTypes.has(row.type) ? `${row.type} ${value}` : text(value);
      if (name.startsWith("value")) entries.set(`${name} ${label}`, [name, label]);
      if (name === "true") entries.set("true", ["true", "true"]);
    };
    for (const row of group.rows) {
      for (const leaf of row.leaves) {
        add(row, leaf, data.start[leaf]);
        for (const step of leaves[leaf].changes) {
          const { delta } = data.steps[step];
          add(row, leaf, delta[delta.findIndex((entry, i) => i % 2 === 0 && entry === leaf) + 1]);
        }
      }
    }
    const list = element("ul", { class: "swatches", "aria-label": "Colours" });
    for (const [name, label] of [...entries.values()].slice(0, 24)) {
      list.append(element("li", {}, element("i", { class: name, "aria-hidden": "true" }), label));
    }
    list.append(element("li", {},
      element("i", { class: "quiet", "aria-hidden": "true" }), "false, 0, undefined (\u2013), or as at the start"));
    return list;
  }

  function drawMap() {
    const isMemory = (group) => group.labels.every((label) => /^-?\d+$/.test(label));
    const rank = (group) => 2 * Number(!isMemory(group)) + Number(!group.rows.some((row) => row.isStrip));
    const ordered = [...groups.values()].sort((one, other) => rank(one) - rank(other));
    for (const group of ordered) {
      byId("map").append(element("div", { class: "group" }, drawGroup(group), drawLegend(group)));
    }
    if (skipped.size > 0) {
      const names = [...skipped].join(", ");
      byId("map").after(element("p", { class: "note" }, `Too large to draw, see the variables: ${names}`));
    }
    byId("map-section").hidden = ordered.length === 0;
  }

  /** Scrolls a wide table so far that a cell is seen. */
  function reveal(cell) {
    const box = cell.closest(".group");
    const area = cell.getBoundingClientRect();
    const name = cell.closest("tr").firstElementChild.getBoundingClientRect();
    const { right } = box.getBoundingClientRect();
    if (area.left < name.right || area.right > right) box.scrollLeft += area.left - name.right - 40;
  }

  function showMap(values, changed) {
    for (const group of groups.values()) group.revealed = false;
    for (const row of drawnCells) {
      row.leaves.forEach((leaf, i) => {
        const value = values[leaf];
        const cell = row.cells[i];
        const isJoined = i > 0 && values[row.leaves[i - 1]] === value && value !== null;
        const isContinued = i + 1 < row.leaves.length && values[row.leaves[i + 1]] === value && value !== null;
        const classes = [tone(leaf, value, row.type)];
        if (isJoined) classes.push("joined");
        if (isContinued) classes.push("continued");
        if (changed.has(leaf)) classes.push("changed");
        const name = classes.join(" ");
        if (cell.className !== name) cell.className = name;
        const shown = value === null ? "\u2013" : text(value);
        if (cell.textContent !== shown) {
          cell.textContent = shown;
          cell.title = `${leaves[leaf].path} = ${text(value)}`;
        }
        if (changed.has(leaf) && !row.group.revealed) {
          reveal(cell);
          row.group.revealed = true;
        }
      });
    }
  }

  // Variables: the rows of a variable are made when they are first seen.

  const MOST_OPEN = 400;

  function drawVariables() {
    let isOpen = 0;
    for (const variable of variables) {
      if (variable.tree.leaf !== undefined) {
        variable.box = element("div", { class: "variable" });
        fill(variable);
      } else {
        const size = variable.end - variable.first;
        const label = variable.types.filter((name) => name !== "").join(" \u203a ");
        variable.summary = element("summary", { title: label }, `${variable.name} `,
          element("span", { class: "count" }, `(${size})`));
        variable.box = element("details", {}, variable.summary);
        variable.box.addEventListener("toggle", () => {
          if (variable.box.open && !variable.rows) {
            fill(variable);
            showVariable(variable);
          }
        });
        // What the memory map shows need not be shown twice.
        if (!drawn.has(variable.name) && isOpen + size <= MOST_OPEN) {
          isOpen += size;
          fill(variable);
          variable.box.open = true;
        }
      }
      byId("variables").append(variable.box);
    }
  }

  function fill(variable) {
    const isAlone = variable.tree.leaf !== undefined;
    const list = isAlone ? variable.box : element("ul");
    variable.rows = [];
    for (let leaf = variable.first; leaf < variable.end; leaf++) {
      const { path } = leaves[leaf];
      const name = isAlone ? path : path.slice(variable.name.length).replace(/^\./, "");
      const row = {
        leaf,
        item: isAlone ? list : element("li"),
        name: element("button", { type: "button", class: "leaf", "data-leaf": leaf, title: `Watch ${path}` }, name),
        value: element("output"),
        was: element("del"),
      };
      row.item.append(row.name, row.value, row.was);
      variable.rows.push(row);
      if (!isAlone) list.append(row.item);
    }
    if (!isAlone) variable.box.append(list);
  }

  let now = { index: 0, values: data.start, before: data.start, changed: new Set() };
  let watched = -1;

  function showVariable(variable) {
    const wanted = byId("filter").value.trim().toLowerCase();
    const onlyChanged = byId("only-changed").checked;
    const isFiltered = wanted !== "" || onlyChanged;
    const fits = (leaf) => (!onlyChanged || now.changed.has(leaf))
      && (wanted === "" || `${leaves[leaf].path} = ${text(now.values[leaf])}`.toLowerCase().includes(wanted));
    let count = 0;
    let changes = 0;
    for (let leaf = variable.first; leaf < variable.end; leaf++) {
      if (fits(leaf)) count += 1;
      if (now.changed.has(leaf)) changes += 1;
    }
    if (isFiltered && count > 0 && variable.summary) {
      if (!variable.rows) fill(variable);
      variable.box.open = true;
    }
    variable.box.hidden = count === 0;
    variable.box.style.display = count === 0 ? "none" : "";
    variable.summary?.classList.toggle("changed", changes > 0);
    for (const row of variable.rows ?? []) {
      const isChanged = now.changed.has(row.leaf);
      row.item.classList.toggle("changed", isChanged);
      if (row.item !== variable.box) row.item.style.display = fits(row.leaf) ? "" : "none";
      row.value.textContent = text(now.values[row.leaf]);
      row.was.textContent = isChanged ? text(now.before[row.leaf]) : "";
      row.was.hidden = !isChanged;
      row.name.classList.toggle("watched", row.leaf === watched);
    }
    return count;
  }

  function showVariables() {
    const count = variables.reduce((sum, variable) => sum + showVariable(variable), 0);
    byId("filtered").textContent =
      count === leaves.length ? plural(count, "value") : `${count} of ${plural(leaves.length, "value")}`;
  }

  // Time line.

  const items = [...document.querySelectorAll("#steps > ol > li")];
  const links = items.map((item) => item.firstElementChild);
  const doomed = data.ending.from ?? Infinity;
  let mark;
  let watchPath;

  /** One path for each lane: a unit for each step. */
  function drawLanes() {
    const height = data.lanes.length;
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
    watchPath = svg("path", { class: "watched", d: "" });
    // Of a long trace, wider than a step, to be seen at all.
    mark = svg("rect", { class: "mark", x: 0, y: 0, width: Math.max(1, (last + 1) / 300), height });
    picture.append(watchPath, mark);
    const box = byId("lanes");
    for (const name of data.lanes) box.append(element("span", {}, name));
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

  function watch(leaf) {
    watched = leaf === watched ? -1 : leaf;
    const steps = new Set(watched < 0 ? [] : leaves[watched].changes);
    for (const [index, item] of items.entries()) item.classList.toggle("touches", steps.has(index));
    const height = data.lanes.length;
    watchPath.setAttribute("d", [...steps].map((step) => `M${step + 0.3} 0h.4v${height}h-.4z`).join(""));
    for (const row of drawnCells) row.line.classList.toggle("watched", row.leaves.includes(watched));
    showVariables();
    announce(watched < 0 ? "nothing is watched"
      : `watching ${leaves[watched].path}, ${plural(steps.size, "change")}`);
  }

  // The step itself.

  const announce = (message) => { byId("announcement").textContent = message; };

  function showStep(index) {
    const step = data.steps[index];
    const link = links[index];
    const title = byId("step-title");
    title.replaceChildren(element("span", { class: "number" }, String(index)),
      ...[...link.querySelector(".what").childNodes].map((node) => node.cloneNode(true)),
      element("span", { class: `actor lane-${step.lane % 8}` }, data.lanes[step.lane]));
    const kernel = link.querySelector(".kernel");
    byId("step-place").textContent = kernel ? kernel.textContent : "";
    const changes = items[index].querySelector(".changes");
    const shown = changes ? changes.cloneNode(true)
      : element("p", { class: "note" }, index === 0 ? "The trace starts here." : "Nothing changes.");
    byId("step-changes").replaceChildren(shown);
    showSource(step);
    return `step ${index} of ${last}, ${data.lanes[step.lane]}: ${link.querySelector(".what").textContent}; `
      + (changes ? `${[...changes.children].map((item) => item.textContent).join("; ")}` : "nothing changes");
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

  function go(index, { silent = false, keepAddress = false } = {}) {
    const target = Math.min(last, Math.max(0, index));
    const values = stateAt(target);
    const before = target > 0 ? stateAt(target - 1) : values;
    const { delta } = data.steps[target];
    links[now.index].removeAttribute("aria-current");
    now = { index: target, values, before, changed: new Set(delta.filter((_, i) => i % 2 === 0)) };
    links[target].setAttribute("aria-current", "step");
    const box = byId("steps");
    const item = items[target].getBoundingClientRect();
    const view = box.getBoundingClientRect();
    if (item.top < view.top + 40) box.scrollTop += item.top - view.top - 80;
    if (item.bottom > view.bottom - 40) box.scrollTop += item.bottom - view.bottom + 80;
    byId("position").textContent = `${target} of ${last}`;
    byId("slider").value = target;
    byId("slider").setAttribute("aria-valuetext", `step ${target} of ${last}`);
    byId("first").disabled = byId("back").disabled = target === 0;
    byId("last").disabled = byId("forward").disabled = target === last;
    mark.setAttribute("x", target + 0.5 - Number(mark.getAttribute("width")) / 2);
    const message = showStep(target);
    showMap(values, now.changed);
    showVariables();
    if (!silent) announce(message);
    if (!keepAddress) history.replaceState(null, "", `#step=${target}`);
  }

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
    ArrowRight: () => go(now.index + 1),
    ArrowDown: () => go(now.index + 1),
    j: () => go(now.index + 1),
    ArrowLeft: () => go(now.index - 1),
    ArrowUp: () => go(now.index - 1),
    k: () => go(now.index - 1),
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
    "?": () => byId("keys").showModal(),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
    const field = event.target.closest?.("input, pre");
    if (field && event.key === "Escape") field.blur();
    if (field && event.key === "Enter" && field.id === "search") goAmong(hits, !event.shiftKey);
    if (field) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  }

  function stepOfAddress() {
    const match = /^#step=(\d{1,9})$/.exec(location.hash);
    return match ? Number(match[1]) : undefined;
  }

  function listen() {
    document.addEventListener("keydown", onKey);
    byId("first").addEventListener("click", () => go(0));
    byId("back").addEventListener("click", () => go(now.index - 1));
    byId("forward").addEventListener("click", () => go(now.index + 1));
    byId("last").addEventListener("click", () => go(last));
    byId("help").addEventListener("click", () => byId("keys").showModal());
    byId("close").addEventListener("click", () => byId("keys").close());
    byId("slider").addEventListener("input", (event) => go(Number(event.target.value), { silent: true }));
    byId("search").addEventListener("input", search);
    byId("filter").addEventListener("input", showVariables);
    byId("only-changed").addEventListener("change", showVariables);
    byId("steps").addEventListener("click", (event) => {
      const item = event.target.closest("#steps > ol > li");
      if (!item || window.getSelection()?.toString()) return;
      event.preventDefault();
      go(items.indexOf(item));
    });
    byId("detail").addEventListener("click", (event) => {
      const leaf = event.target.closest("[data-leaf]");
      if (leaf) watch(Number(leaf.dataset.leaf));
    });
    window.addEventListener("hashchange", () => {
      const step = stepOfAddress();
      if (step !== undefined) go(step, { keepAddress: true });
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
  listen();
  go(stepOfAddress() ?? 0, { silent: true, keepAddress: true });
})();
