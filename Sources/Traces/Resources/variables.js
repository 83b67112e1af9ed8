  // Variables: the rows of a variable are made when they are first seen.

  const MOST_OPEN = 400;

  function drawVariables() {
    let isOpen = 0;
    const list = document.createDocumentFragment();
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
        let isDrawn = true;
        for (let leaf = variable.first; leaf < variable.end && isDrawn; leaf++) isDrawn = drawn.has(leaf);
        if (!isDrawn && isOpen + size <= MOST_OPEN) {
          isOpen += size;
          fill(variable);
          variable.box.open = true;
        }
      }
      list.append(variable.box);
    }
    byId("variables").append(list);
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

  /** What one looks for. */
  function filterNow() {
    return { wanted: byId("filter").value.trim().toLowerCase(), onlyChanged: byId("only-changed").checked };
  }

  function showVariable(variable, { wanted, onlyChanged } = filterNow()) {
    const isFiltered = wanted !== "" || onlyChanged;
    const fits = (leaf) => (!onlyChanged || now.changed.has(leaf))
      && (wanted === "" || `${leaves[leaf].path} = ${text(now.values[leaf])}`.toLowerCase().includes(wanted));
    let count = 0;
    let changes = 0;
    for (let leaf = variable.first; leaf < variable.end; leaf++) {
      if (!isFiltered || fits(leaf)) count += 1;
      if (now.changed.has(leaf)) changes += 1;
    }
    if (isFiltered && count > 0 && variable.summary) {
      if (!variable.rows) fill(variable);
      variable.box.open = true;
    }
    const display = count === 0 ? "none" : "";
    if (variable.box.style.display !== display) {
      variable.box.hidden = count === 0;
      variable.box.style.display = display;
    }
    variable.summary?.classList.toggle("changed", changes > 0);
    for (const row of variable.rows ?? []) showRow(row, variable, !isFiltered || fits(row.leaf));
    return count;
  }

  /** Touches nothing that is as it was: there may be thousands. */
  function showRow(row, variable, fits) {
    const isChanged = now.changed.has(row.leaf);
    const look = `${isChanged} ${fits} ${row.leaf === watched} ${isAtEnd() && reads.has(row.leaf)}`;
    const value = text(now.values[row.leaf]);
    const was = isChanged ? text(now.before[row.leaf]) : "";
    if (row.look === look && row.shown === value && row.before === was) return;
    Object.assign(row, { look, shown: value, before: was });
    row.item.classList.toggle("changed", isChanged);
    row.item.classList.toggle("read", isAtEnd() && reads.has(row.leaf));
    if (row.item !== variable.box) row.item.style.display = fits ? "" : "none";
    row.value.textContent = value;
    row.was.textContent = was;
    row.was.hidden = !isChanged;
    row.name.classList.toggle("watched", row.leaf === watched);
  }

  function showVariables() {
    const filter = filterNow();
    const count = variables.reduce((sum, variable) => sum + showVariable(variable, filter), 0);
    byId("filtered").textContent =
      count === leaves.length ? plural(count, "value") : `${count} of ${plural(leaves.length, "value")}`;
  }
