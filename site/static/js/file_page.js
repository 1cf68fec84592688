// The arrow keys turn the pages of a file.
"use strict";

document.addEventListener("keydown", (event) => {
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  document.querySelector(`.leaf-nav a[rel=${way}]`)?.click();
});
