// Put at the end of the page of a trace: explores from it as a reader would, and leaves what it finds in the document.
"use strict";

{
  const findings = {};
  const byId = (id) => document.getElementById(id);
  const press = (key, target = document.activeElement ?? document.body) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const choices = () => [...document.querySelectorAll("#moves .move")].map((move) => move.textContent);

  findings.start = choices();
  press("e", document.body);
  findings.focus = document.activeElement.dataset.choice;
  press("ArrowDown");
  findings.down = document.activeElement.dataset.choice;
  press("Enter");
  findings.walk = byId("walk").textContent;
  findings.title = byId("step-title").textContent;
  findings.address = location.hash;
  findings.changed = [...document.querySelectorAll("#map td.changed")].map((cell) => cell.title);
  findings.next = choices();
  byId("back").click();
  findings.back = byId("walk").hidden;
  // The first choice is what the trace does.
  document.querySelector("#moves .move").click();
  findings.trace = location.hash;
  press("End", document.body);
  findings.reason = document.querySelector("#step-ending .account")?.textContent.trim();
  findings.read = [...document.querySelectorAll("#map td.read")].map((cell) => cell.title);
  press("m", document.body);
  const first = document.activeElement;
  findings.map = first.dataset.leaf;
  press("ArrowRight");
  findings.right = document.activeElement.dataset.leaf;
  press("Enter");
  findings.watch = location.hash;
  press("Escape");
  findings.left = document.activeElement === document.body;
  findings.tabs = document.querySelectorAll('#map td[tabindex="0"]').length;
  byId("filter").value = "left";
  byId("filter").dispatchEvent(new Event("input", { bubbles: true }));
  findings.filter = location.hash;
  const report = document.createElement("pre");
  report.id = "findings";
  document.body.append(report);
  location.hash = "#step=0&walk=1.0&watch=at[process_1]&filter=at";
  window.addEventListener("hashchange", () => {
    findings.followed = byId("step-title").textContent;
    findings.followedFilter = byId("filter").value;
    findings.followedWatch = document.querySelectorAll("#map tr.watched").length;
    location.hash = "#step=%&walk=x&watch=%";
    report.textContent = JSON.stringify(findings);
  }, { once: true });
}
