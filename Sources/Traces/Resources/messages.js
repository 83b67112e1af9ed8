  // Messages: what is put into a multiset by one process and taken out by another, as arrows between their life lines.

  const ROW = 26;
  const COLUMN = 130;
  let messageMark;

  function drawMessages() {
    const { messages } = data;
    byId("messages-section").hidden = messages.length === 0;
    if (messages.length === 0) return;
    // Only steps that send or receive have a row.
    const rows = [...new Set(messages.flatMap(({ sent, received }) => [sent, received ?? last]))]
      .sort((one, other) => one - other);
    const y = (step) => 34 + ROW * rows.indexOf(step);
    const x = (step) => 60 + COLUMN * data.steps[step].lane;
    const width = 60 + COLUMN * data.lanes.length;
    const height = 34 + ROW * rows.length;
    const picture = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": "messages-title" });
    messageMark = svg("rect", { class: "row", x: 0, y: 0, width, height: ROW });
    picture.append(messageMark,
      svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto-start-reverse" },
        svg("path", { d: "M0 0 8 4 0 8z" }))));
    for (const [lane, name] of data.lanes.entries()) {
      const at = 60 + COLUMN * lane;
      picture.append(svg("text", { x: at, y: 16, class: `name lane-${lane % 8}` }, name),
        svg("line", { class: "life", x1: at, x2: at, y1: 24, y2: height }));
    }
    for (const step of rows) picture.append(svg("text", { x: 4, y: y(step) + 4, class: "number" }, String(step)));
    for (const message of messages) picture.append(drawMessage(message, x, y));
    byId("messages").append(picture);
    picture.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]")?.dataset.step;
      if (step !== undefined) go(Number(step));
    });
    drawMessageList(messages);
  }

  function drawMessage({ place, text: content, sent, received }, x, y) {
    const label = `${place}: ${content}`;
    const [fromX, fromY] = [x(sent), y(sent)];
    const end = received ?? last;
    let [toX, toY] = [x(end), y(end)];
    // What is never received ends in the air.
    if (received === undefined) [toX, toY] = [fromX + 60, fromY + 10];
    const isOwn = received !== undefined && toX === fromX;
    const path = isOwn ? `M${fromX} ${fromY}C${fromX + 50} ${fromY} ${fromX + 50} ${toY} ${toX} ${toY}`
      : `M${fromX} ${fromY}L${toX} ${toY}`;
    const shown = content.length > 34 ? `${content.slice(0, 33)}\u2026` : content;
    const middle = isOwn ? fromX + 44 : Math.min(fromX, toX) + 8;
    return svg("g", { class: received === undefined ? "message open" : "message", "data-step": sent },
      svg("title", {}, `${label}, ${received === undefined ? `sent in step ${sent}` : `from step ${sent} to step ${received}`}`),
      svg("path", { d: path, "marker-end": "url(#arrow)" }),
      svg("text", { x: middle, y: (fromY + (isOwn ? toY : fromY)) / 2 - 4 }, shown));
  }

  /** The same for those who do not see it. */
  function drawMessageList(messages) {
    const list = element("ol", { class: "unseen" });
    for (const { place, text: content, sent, received } of messages) {
      const end = received === undefined ? "not received"
        : `received in step ${received} by ${data.lanes[data.steps[received].lane]}`;
      list.append(element("li", {}, `${place}: ${content}, sent in step ${sent} by ${data.lanes[data.steps[sent].lane]}, ${end}`));
    }
    byId("messages").append(list);
    messageMark.rows = [...new Set(messages.flatMap(({ sent, received }) => [sent, received ?? last]))]
      .sort((one, other) => one - other);
  }

  /** Marks the row of the step that is shown. */
  function showMessages() {
    if (!messageMark) return;
    const row = messageMark.rows.indexOf(now.index);
    messageMark.setAttribute("visibility", row < 0 || now.walk.length > 0 ? "hidden" : "visible");
    messageMark.setAttribute("y", String(34 + ROW * row - ROW / 2));
  }
