// The reviewers' desk by keyboard: one letter for each button, but never while something is typed.
"use strict";

{
  const form = document.getElementById("review-form");
  if (form) {
    const reason = form.querySelector("textarea");
    for (const button of form.querySelectorAll("[data-reason]")) {
      button.addEventListener("click", () => {
        reason.value = button.dataset.reason;
        reason.focus();
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      const button = form.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
      if (!button) return;
      event.preventDefault();
      if (["return", "reject"].includes(button.value) && !reason.value.trim()) reason.focus();
      else button.click();
    });
  }
}
