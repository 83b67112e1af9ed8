  // The page of a trace: the time line is in the document already; these scripts add the stepping, the memory map, the
  // variables and what else could happen. What comes from the trace reaches the document as text only.

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

  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };

  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const text = (value) => (value === null ? "undefined" : String(value));
  const announce = (message) => { byId("announcement").textContent = message; };

  // The leaves of all variables, numbered in the order of the data.

  const leaves = [];
  const leafOf = new Map();
  const indexTypes = new Set();

  /** The names of the types in an array of arrays, as the page has them of every variable if the model was at hand. */
  const kindOf = ([type, ...inner]) => (inner.length === 0 ? type : [type, kindOf(inner)]);

  /** Gives every leaf of a shape its number; an array keeps its elements and the type of its indices, a record its fields. */
  function number(shape, path, kind) {
    const part = (i) => (Array.isArray(kind) ? kind[i] : undefined);
    if (shape === null) {
      leafOf.set(path, leaves.length);
      leaves.push({ path, changes: [] });
      return { leaf: leaves.length - 1, type: typeof kind === "string" ? kind : "" };
    }
    if (shape.fields) {
      return { fields: shape.fields.map(([name, inner], i) => [name, number(inner, `${path}.${name}`, part(i))]) };
    }
    const type = part(0) ?? "";
    if (type !== "") indexTypes.add(type);
    return {
      type,
      labels: shape.index,
      elements: shape.index.map((label) => number(shape.of, `${path}[${label}]`, part(1))),
    };
  }

  const variables = data.variables.map((variable) => {
    const first = leaves.length;
    const tree = number(variable.shape, variable.name, variable.kind ?? kindOf(variable.types));
    return { ...variable, tree, first, end: leaves.length };
  });

  /** All leaves of a place, by its path. */
  function leavesOf(path) {
    if (leafOf.has(path)) return [leafOf.get(path)];
    return leaves.flatMap((leaf, i) =>
      (leaf.path.startsWith(`${path}[`) || leaf.path.startsWith(`${path}.`) ? [i] : []));
  }

  /** What decides the ending; of whole arrays with many elements not each. */
  const reads = new Set(data.reads.flatMap((path) => {
    const all = leavesOf(path);
    return all.length <= 64 ? all : [];
  }));

  // States: the first one, what each step changes, and a copy of every hundredth.

  const STRIDE = 100;
  const copies = [];

  function apply(delta, values) {
    for (let i = 0; i < delta.length; i += 2) values[delta[i]] = delta[i + 1];
  }

  {
    const values = data.start.slice();
    data.steps.forEach((step, index) => {
      apply(step.delta, values);
      for (let i = 0; i < step.delta.length; i += 2) leaves[step.delta[i]].changes.push(index);
      if (index % STRIDE === 0) copies.push(values.slice());
    });
  }

  function stateAt(index) {
    const from = Math.floor(index / STRIDE);
    const values = copies[from].slice();
    for (let step = from * STRIDE + 1; step <= index; step++) apply(data.steps[step].delta, values);
    return values;
  }

  /** Every value that a leaf has in the trace. */
  function valuesOf(leaf) {
    const values = leaves[leaf].changes.map((step) => {
      const { delta } = data.steps[step];
      return delta[delta.findIndex((entry, i) => i % 2 === 0 && entry === leaf) + 1];
    });
    return [data.start[leaf], ...values];
  }

  // Colours of values: by the name of their type, so that a page has one colour wherever it is named. There are eight
  // colours in four patterns; what comes after them has none.

  const LOOKS = 32;
  const colours = new Map();
  const isReference = (type) => indexTypes.has(type);

  /** The class of a cell: solid for true, a colour for what is worth one, quiet for the rest. */
  function tone(leaf, value, type) {
    if (value === true) return "true";
    const refers = isReference(type);
    const isUsual = value === null || value === false
      || (!refers && (value === 0 || (typeof value === "string" && value === data.start[leaf])));
    if (isUsual) return "quiet";
    const key = `${refers || typeof value === "string" ? type : ""} ${value}`;
    if (!colours.has(key)) {
      const look = colours.size;
      colours.set(key, look < LOOKS ? `value-${look % 8} pattern-${Math.floor(look / 8)}` : "plain");
    }
    return colours.get(key);
  }

  /** What is shown: a state of the trace, or one that was come to from there by `walk`. */
  let now = { index: 0, walk: [], values: data.start, before: data.start, changed: new Set() };
  let watched = -1;
