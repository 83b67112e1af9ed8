  // Memory map: a table for each type that arrays are indexed by.

  /** Wider tables are drawn in part, around what changes. */
  const MOST_COLUMNS = 128;
  const MOST_ROWS = 160;
  const groups = new Map();
  const skipped = new Set();
  const drawn = new Set();

  /** The simple fields of an element, by their paths within it, and the arrays in it. */
  function fieldsOf(tree, path = "") {
    if (tree.leaf !== undefined) return { simple: [[path, tree]], arrays: [] };
    if (tree.elements) return { simple: [], arrays: [[path, tree]] };
    const parts = tree.fields.map(([name, part]) => fieldsOf(part, `${path}.${name}`));
    return { simple: parts.flatMap((part) => part.simple), arrays: parts.flatMap((part) => part.arrays) };
  }

  /** Follows a path of fields from an element; all elements of an array have the same. */
  function field(tree, path) {
    return path.split(".").slice(1)
      .reduce((part, name) => part.fields.find(([other]) => other === name)[1], tree);
  }

  function addRow(variable, tree, { name, part, path }) {
    const { type } = tree;
    const parts = tree.elements.map((inner) => (path === "" ? inner : field(inner, path)));
    const cells = parts.map(({ leaf }) => leaf);
    const key = JSON.stringify([type, tree.labels]);
    if (!groups.has(key)) groups.set(key, { type, labels: tree.labels, rows: [] });
    const { rows } = groups.get(key);
    if (rows.length >= MOST_ROWS) {
      skipped.add(variable.name);
      return;
    }
    for (const leaf of cells) drawn.add(leaf);
    rows.push({ name, part, isStrip: variable.view === "strip", type: parts[0].type, leaves: cells });
  }

  /** Collects the rows of the arrays in a variable; `part` is the element of the outermost array, and the name of its type. */
  function collect(variable, tree, path, part) {
    if (tree.leaf !== undefined) return;
    if (tree.fields) {
      for (const [name, array] of fieldsOf(tree).arrays) {
        collect(variable, array, path + name, part);
      }
      return;
    }
    if (tree.elements.length === 0) return;
    const { simple, arrays } = fieldsOf(tree.elements[0]);
    for (const [name] of simple) addRow(variable, tree, { name: path + name, part, path: name });
    if (arrays.length === 0) return;
    tree.elements.forEach((inner, i) => {
      const own = part ?? { type: tree.type, label: tree.labels[i] };
      for (const [name] of arrays) {
        collect(variable, name === "" ? inner : field(inner, name), `${path}[${tree.labels[i]}]${name}`, own);
      }
    });
  }

  for (const variable of variables) collect(variable, variable.tree, variable.name, undefined);

  /** `process_0`, or `page 0` where the label alone says too little. */
  const partName = ({ type, label }) => (/^-?\d+$/.test(label) && type !== "" ? `${type} ${label}` : label);

  /** Rows in parts: of no element of another type first, where there are others. */
  function partsOf(group) {
    const parts = new Map();
    for (const row of group.rows) {
      const key = row.part === undefined ? "" : JSON.stringify([row.part.type, row.part.label]);
      if (!parts.has(key)) parts.set(key, { heading: row.part && partName(row.part), rows: [] });
      parts.get(key).rows.push(row);
    }
    const shared = parts.get("");
    parts.delete("");
    if (parts.size > 0 && shared) {
      const types = new Set(group.rows.flatMap((row) => (row.part?.type ? [row.part.type] : [])));
      shared.heading = types.size > 0 ? `of no ${[...types].join(" or ")}` : "by themselves";
    }
    const all = [...(shared ? [shared] : []), ...parts.values()];
    for (const part of all) part.rows.sort((one, other) => Number(other.isStrip) - Number(one.isStrip));
    return all;
  }

  // The columns of a wide table: the ends, what changes in this step or is read at the end, what is watched, and what
  // changes in other steps, nearest first; each with its neighbours.

  function windowOf(group, changed) {
    const count = group.labels.length;
    if (count <= MOST_COLUMNS) return undefined;
    const chosen = new Set([0, count - 1]);
    const add = (column) => {
      for (let i = Math.max(0, column - 1); i <= Math.min(count - 1, column + 1); i++) {
        if (chosen.size < MOST_COLUMNS) chosen.add(i);
      }
    };
    const columns = new Map();
    for (const row of group.rows) row.leaves.forEach((leaf, i) => { columns.set(leaf, i); });
    for (const leaf of changed) if (columns.has(leaf)) add(columns.get(leaf));
    if (columns.has(watched)) add(columns.get(watched));
    if (now.index === last) for (const leaf of reads) if (columns.has(leaf)) add(columns.get(leaf));
    group.steps ??= [...columns].flatMap(([leaf, column]) =>
      leaves[leaf].changes.map((step) => ({ step, column })));
    const nearest = [...group.steps]
      .sort((one, other) => Math.abs(one.step - now.index) - Math.abs(other.step - now.index));
    for (const { column } of nearest) {
      if (chosen.size >= MOST_COLUMNS) break;
      add(column);
    }
    return [...chosen].sort((one, other) => one - other);
  }

  /** The columns with what is left out between them. */
  function columnsOf(group) {
    const shown = group.window ?? group.labels.map((_, i) => i);
    return shown.flatMap((column, i) => {
      const before = i === 0 ? -1 : shown[i - 1];
      return column > before + 1 ? [{ from: before + 1, to: column - 1 }, { column }] : [{ column }];
    });
  }

  function drawTable(group) {
    const columns = columnsOf(group);
    const many = group.labels.length > 12;
    const name = group.type || "index";
    const table = element("table", { class: many ? "map many" : "map" });
    table.append(element("caption", { class: "unseen" }, `by ${name}`));
    const head = element("tr", {}, element("th", { scope: "col" }, name));
    for (const { column, from, to } of columns) {
      head.append(column === undefined
        ? element("th", { class: "gap", scope: "col", title: `${group.labels[from]} to ${group.labels[to]}` }, "\u2026")
        : element("th", { scope: "col" }, group.labels[column]));
    }
    const body = element("tbody");
    const parts = partsOf(group);
    for (const part of parts) {
      if (part.heading !== undefined && (parts.length > 1 || part.rows[0].part)) {
        const colspan = String(columns.length + 1);
        body.append(element("tr", { class: "part" }, element("th", { scope: "rowgroup", colspan }, part.heading)));
      }
      for (const row of part.rows) {
        row.line = element("tr", {}, element("th", { scope: "row" }, row.name));
        row.cells = [];
        for (const { column, from, to } of columns) {
          const cell = column === undefined
            ? element("td", { class: "gap", "data-from": from, "data-to": to })
            : element("td", { "data-leaf": row.leaves[column], tabindex: "-1" });
          row.cells.push(cell);
          row.line.append(cell);
        }
        body.append(row.line);
      }
    }
    table.append(element("thead", {}, head), body);
    group.columns = columns;
    group.box.firstElementChild?.remove();
    group.box.prepend(table);
  }

  /** What the colours of a table mean: all that its cells ever hold. */
  function drawLegend(group) {
    const MOST = 24;
    const entries = new Map();
    for (const row of group.rows) {
      for (const leaf of row.leaves) {
        for (const value of valuesOf(leaf)) {
          const name = tone(leaf, value, row.type);
          if (name === "quiet" || name === "plain") continue;
          entries.set(name, isReference(row.type) ? partName({ type: row.type, label: text(value) }) : text(value));
        }
      }
    }
    const list = element("ul", { class: "swatches", "aria-label": "Colours" });
    for (const [name, label] of [...entries].slice(0, MOST)) {
      list.append(element("li", {}, element("i", { class: name, "aria-hidden": "true" }), label));
    }
    if (entries.size > MOST) list.append(element("li", {}, `and ${entries.size - MOST} more`));
    list.append(element("li", {},
      element("i", { class: "quiet", "aria-hidden": "true" }), "false, 0, undefined (\u2013), or as at the start"));
    return list;
  }

  function drawMap() {
    const isMemory = (group) => group.labels.every((label) => /^-?\d+$/.test(label));
    const rank = (group) => 2 * Number(!isMemory(group)) + Number(!group.rows.some((row) => row.isStrip));
    const ordered = [...groups.values()].sort((one, other) => rank(one) - rank(other));
    // What names something has the first colours.
    for (const wanted of [true, false]) {
      for (const row of ordered.flatMap((group) => group.rows)) {
        if (isReference(row.type) !== wanted) continue;
        for (const leaf of row.leaves) for (const value of valuesOf(leaf)) tone(leaf, value, row.type);
      }
    }
    for (const group of ordered) {
      group.box = element("div", { class: "group" });
      group.window = windowOf(group, now.changed);
      drawTable(group);
      group.box.append(drawLegend(group));
      if (group.labels.length > MOST_COLUMNS) {
        group.box.append(element("p", { class: "note" },
          `Of ${group.labels.length} columns, those around changes; all values are among the variables.`));
      }
      byId("map").append(group.box);
    }
    if (skipped.size > 0) {
      const names = [...skipped].join(", ");
      byId("map").after(element("p", { class: "note" }, `Too large to draw, see the variables: ${names}`));
    }
    byId("map-section").hidden = ordered.length === 0;
    // Tab leads to one cell, the arrows to the others.
    document.querySelector("#map td[data-leaf]")?.setAttribute("tabindex", "0");
  }

  /** Scrolls a wide table so far that a cell is seen. */
  function reveal(cell) {
    const box = cell.closest(".group");
    const area = cell.getBoundingClientRect();
    const name = cell.closest("tr").firstElementChild.getBoundingClientRect();
    const { right } = box.getBoundingClientRect();
    if (area.left < name.right || area.right > right) box.scrollLeft += area.left - name.right - 40;
  }

  /** The value that the cells of a gap have in common. */
  function showGap(cell, row, values) {
    const from = Number(cell.dataset.from);
    const to = Number(cell.dataset.to);
    const first = values[row.leaves[from]];
    let isUniform = true;
    for (let i = from; i <= to && isUniform; i++) isUniform = values[row.leaves[i]] === first;
    cell.textContent = isUniform ? (first === null ? "\u2013" : text(first)) : "\u2026";
    cell.title = `${plural(to - from + 1, "cell")}, ${isUniform ? `all ${text(first)}` : "not all alike"}`;
  }

  function showCell(row, cell, column, values, changed) {
    const leaf = row.leaves[column];
    const value = values[leaf];
    const isAlike = (other) => other !== undefined && values[other] === value && value !== null;
    const classes = [tone(leaf, value, row.type)];
    if (isAlike(row.leaves[column - 1]) && cell.previousElementSibling?.dataset.leaf) classes.push("joined");
    if (isAlike(row.leaves[column + 1]) && cell.nextElementSibling?.dataset.leaf) classes.push("continued");
    if (changed.has(leaf)) classes.push("changed");
    const isRead = isAtEnd() && reads.has(leaf);
    if (isRead) classes.push("read");
    const name = classes.join(" ");
    if (cell.className !== name) cell.className = name;
    const shown = value === null ? "\u2013" : text(value);
    if (cell.textContent !== shown) cell.textContent = shown;
    const title = `${leaves[leaf].path} = ${text(value)}`;
    if (cell.title !== title) cell.title = title;
    const label = `${title}${changed.has(leaf) ? ", changed" : ""}${isRead ? ", read at the end" : ""}`;
    if (cell.getAttribute("aria-label") !== label) cell.setAttribute("aria-label", label);
  }

  function showMap(values, changed) {
    for (const group of groups.values()) {
      const wanted = windowOf(group, changed);
      if (wanted?.join() !== group.window?.join()) {
        const hadFocus = group.box.contains(document.activeElement);
        group.window = wanted;
        drawTable(group);
        const first = group.box.querySelector("td[data-leaf]");
        if (!document.querySelector('#map td[tabindex="0"]')) first?.setAttribute("tabindex", "0");
        if (hadFocus) first?.focus();
      }
      let isRevealed = false;
      for (const row of group.rows) {
        if (!row.cells) continue;
        row.line.classList.toggle("watched", row.leaves.includes(watched));
        group.columns.forEach(({ column }, i) => {
          const cell = row.cells[i];
          if (column === undefined) {
            showGap(cell, row, values);
            return;
          }
          showCell(row, cell, column, values, changed);
          if (!isRevealed && changed.has(row.leaves[column])) {
            reveal(cell);
            isRevealed = true;
          }
        });
      }
    }
  }

  // By keyboard: the arrows move among the cells of a table, Enter watches one.

  const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  function focusCell(cell) {
    for (const other of document.querySelectorAll('#map td[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
    cell.focus();
    reveal(cell);
  }

  /** Whether a key was meant for the map. */
  function onMapKey(event) {
    const cell = event.target.closest?.("#map td[data-leaf]");
    if (!cell) return false;
    if (event.key === "Enter" || event.key === " ") {
      watch(Number(cell.dataset.leaf));
    } else if (event.key === "Escape") {
      cell.blur();
    } else if (event.key === "Home" || event.key === "End") {
      const row = [...cell.parentElement.querySelectorAll("td[data-leaf]")];
      focusCell(event.key === "Home" ? row[0] : row.at(-1));
    } else if (Object.hasOwn(moves, event.key)) {
      const [down, right] = moves[event.key];
      const rows = [...document.querySelectorAll("#map tr")].filter((row) => row.querySelector("td[data-leaf]"));
      const at = rows.indexOf(cell.parentElement);
      const cells = [...(rows[at + down] ?? cell.parentElement).querySelectorAll("td[data-leaf]")];
      const column = [...cell.parentElement.querySelectorAll("td[data-leaf]")].indexOf(cell) + right;
      focusCell(cells[Math.min(cells.length - 1, Math.max(0, column))]);
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }
