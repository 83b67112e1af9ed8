  // Messages: what is put into a multiset by one process and taken out by another, as arrows between their life lines.

  const ROW = 24;
  const COLUMN = 150;
  const TOP = 38;
  const MARGIN = 70;
  let messageMark;
  /** Of each step that sends or receives, its first row and how many it has. */
  const messageRows = new Map();

  /** What happens to messages, in order, each in a row of its own; within a step what is received comes first. */
  function messageEvents() {
    const events = data.messages.flatMap((message) => [
      { step: message.sent, order: 1, message, end: "from" },
      ...(message.received === undefined ? [] : [{ step: message.received, order: 0, message, end: "to" }]),
    ]);
    return events.sort((one, other) => one.step - other.step || one.order - other.order);
  }

  function drawMessages() {
    byId("messages-section").hidden = data.messages.length === 0;
    if (data.messages.length === 0) return;
    const points = new Map();
    for (const [row, { step, message, end }] of messageEvents().entries()) {
      const point = { x: MARGIN + COLUMN * data.steps[step].lane, y: TOP + ROW * row };
      points.set(message, { ...points.get(message), [end]: point });
      const rows = messageRows.get(step);
      if (rows) rows.count += 1;
      else messageRows.set(step, { first: row, count: 1 });
    }
    const height = TOP + ROW * [...messageRows.values()].reduce((sum, { count }) => sum + count, 0);
    const width = 2 * MARGIN + COLUMN * (data.lanes.length - 1) + 60;
    const picture = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": "messages-title" });
    messageMark = svg("rect", { class: "row", x: 0, y: 0, width, height: ROW });
    picture.append(messageMark);
    for (const [lane, name] of data.lanes.entries()) {
      const x = MARGIN + COLUMN * lane;
      picture.append(svg("text", { x, y: 14, class: `name lane-${lane % 8}` }, name),
        svg("line", { class: "life", x1: x, x2: x, y1: 22, y2: height }));
    }
    for (const [step, { first }] of messageRows) {
      picture.append(svg("text", { x: 4, y: TOP + ROW * first + 4, class: "number" }, String(step)));
    }
    for (const message of data.messages) picture.append(drawMessage(message, points.get(message)));
    byId("messages").append(picture, listMessages());
    picture.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]")?.dataset.step;
      if (step !== undefined) go(Number(step));
    });
  }

  function drawMessage({ place, text: content, sent, received }, { from, to }) {
    // What is never received ends in the air.
    const end = to ?? { x: from.x + 50, y: from.y + 8 };
    const isOwn = end.x === from.x;
    const path = isOwn ? `M${from.x} ${from.y}C${from.x + 40} ${from.y} ${from.x + 40} ${end.y} ${end.x} ${end.y}`
      : `M${from.x} ${from.y}L${end.x} ${end.y}`;
    const isLeft = end.x < from.x;
    const angle = isOwn ? 180 : Math.atan2(end.y - from.y, end.x - from.x) * 180 / Math.PI;
    const shown = content.length > 40 ? `${content.slice(0, 39)}\u2026` : content;
    const when = received === undefined ? `sent in step ${sent}` : `from step ${sent} to step ${received}`;
    return svg("g", { class: received === undefined ? "message open" : "message", "data-step": sent },
      svg("title", {}, `${place}: ${content}, ${when}`),
      svg("path", { d: path }),
      svg("path", { class: "head", d: "M0 0-9-4-9 4z", transform: `translate(${end.x} ${end.y}) rotate(${angle})` }),
      svg("circle", { cx: from.x, cy: from.y, r: 3 }),
      svg("text", { x: from.x + (isLeft ? -8 : 8), y: from.y - 5, "text-anchor": isLeft ? "end" : "start" }, shown));
  }

  /** The same for those who do not see it. */
  function listMessages() {
    const list = element("ol", { class: "unseen" });
    const actor = (step) => data.lanes[data.steps[step].lane];
    for (const { place, text: content, sent, received } of data.messages) {
      const end = received === undefined ? "not received" : `received in step ${received} by ${actor(received)}`;
      list.append(element("li", {}, `${place}: ${content}, sent in step ${sent} by ${actor(sent)}, ${end}`));
    }
    return list;
  }

  /** Marks the rows of the step that is shown. */
  function showMessages() {
    if (!messageMark) return;
    const rows = now.walk.length > 0 ? undefined : messageRows.get(now.index);
    messageMark.setAttribute("visibility", rows ? "visible" : "hidden");
    if (!rows) return;
    messageMark.setAttribute("y", String(TOP + ROW * rows.first - ROW / 2 - 3));
    messageMark.setAttribute("height", String(ROW * rows.count));
  }
