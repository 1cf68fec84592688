// Minutes become 学时, down to the half, in the field beside.
"use strict";

{
  const help = document.querySelector(".minutes-help");
  const hours = document.getElementById("id_hours");
  help.querySelector("input").addEventListener("input", (event) => {
    const minutes = Number(event.target.value);
    if (!Number.isFinite(minutes) || minutes < 0) return;
    hours.value = Math.floor((minutes * 2) / Number(help.dataset.hourMinutes)) / 2;
    hours.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
