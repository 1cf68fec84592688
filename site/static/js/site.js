// Forms that ask for a page keep addresses short: fields left empty are not sent. Whoever was signed
// out meanwhile is taken to the login page, not shown an emptied list.
"use strict";

// Whoever opens the search field means to type.
document.addEventListener("toggle", ({ target }) => {
  if (target.matches(".site-search[open]")) target.querySelector("input").focus();
}, true);

// A form that comes back begins where something is to be mended.
document.querySelector("main [aria-invalid=true]")?.focus();

document.addEventListener("htmx:beforeSwap", (event) => {
  if (new URL(event.detail.xhr.responseURL).pathname === "/accounts/login/") {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = event.detail;
  if (!elt.matches("form[method=get]")) return;
  // htmx would add the fields to what the address holds; a form replaces it.
  event.detail.path = window.location.pathname;
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
