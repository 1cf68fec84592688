// Keeps addresses short: fields left empty are not sent by forms that ask for a page.
"use strict";

document.addEventListener("htmx:configRequest", (event) => {
  const { parameters, verb } = event.detail;
  if (verb !== "get") return;
  for (const [name, value] of Object.entries(parameters)) {
    if (value === "") delete parameters[name];
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get") return;
  for (const field of form.elements) {
    if (field.name && field.value === "") field.disabled = true;
  }
  // The browser has read the form by then; somebody who comes back finds the fields at work.
  setTimeout(() => {
    for (const field of form.elements) field.disabled = false;
  });
});
