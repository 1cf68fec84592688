// A film on another platform: the link gives way to that platform's player, and not before it is asked
// for. Without this script it leads to the film itself.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-frame]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.className = "film-frame";
  frame.title = link.dataset.title;
  frame.allow = "fullscreen";
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
  frame.src = link.dataset.frame;
  link.replaceWith(frame);
  frame.focus();
});
