// Put at the end of the page of the sample trace: uses it as a reader would, and leaves what it finds in the document.
"use strict";

{
  const findings = {};
  const byId = (id) => document.getElementById(id);
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const cells = () => [...document.querySelectorAll("#map td.changed")].map((cell) => cell.title);
  const type = (id, value) => {
    byId(id).value = value;
    byId(id).dispatchEvent(new Event("input", { bubbles: true }));
  };
  const shownValues = () => [...document.querySelectorAll("#variables li, #variables .variable")]
    .filter((item) => item.checkVisibility()).length;

  findings.start = byId("step-title").textContent;
  press("ArrowRight");
  findings.right = byId("step-title").textContent;
  findings.address = location.hash;
  findings.changes = [...document.querySelectorAll("#step-changes li")].map((item) => item.textContent);
  findings.changedCells = cells();
  findings.announced = byId("announcement").textContent;
  findings.slider = byId("slider").value;
  press("End");
  findings.end = byId("position").textContent;
  findings.source = [...document.querySelectorAll("#source .head")].map((line) => line.textContent);
  press("j");
  findings.beyond = byId("position").textContent;
  press("k");
  findings.back = byId("position").textContent;
  press("Home");
  findings.home = byId("position").textContent;
  byId("forward").click();
  findings.button = byId("position").textContent;
  document.querySelectorAll("#steps > ol > li")[2].querySelector("a").click();
  findings.click = byId("position").textContent;
  findings.current = document.querySelectorAll("#steps [aria-current]").length;
  press("/");
  findings.focus = document.activeElement.id;
  type("search", "GEN_POOL");
  findings.found = byId("found").textContent;
  byId("search").blur();
  press("n");
  findings.next = byId("position").textContent;
  findings.all = shownValues();
  type("filter", "allocated[1]");
  findings.filtered = shownValues();
  byId("variables").querySelector("li:not([style*=none]) button").click();
  findings.touches = [...document.querySelectorAll("#steps li.touches .number")].map((item) => item.textContent);
  type("filter", "");
  press("?");
  findings.help = byId("keys").open;
  byId("keys").close();
  location.hash = "#step=0";
  const report = document.createElement("pre");
  report.id = "findings";
  document.body.append(report);
  window.addEventListener("hashchange", () => {
    findings.link = byId("position").textContent;
    const unnamed = [...document.querySelectorAll("button, input")].filter((control) =>
      !control.textContent && !control.labels?.length && !control.getAttribute("aria-label"));
    findings.unnamed = unnamed.map((control) => control.id);
    report.textContent = JSON.stringify(findings);
  });
}
