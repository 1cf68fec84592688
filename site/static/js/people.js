// One box that ticks all boxes of the page; without scripts it is not there.
"use strict";

function showPickAll() {
  for (const label of document.querySelectorAll(".pick-all")) label.hidden = false;
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-pick-all]")) return;
  for (const box of event.target.form.querySelectorAll("input[name=pick]")) {
    box.checked = event.target.checked;
  }
});

document.addEventListener("htmx:afterSwap", showPickAll);
showPickAll();
