// Tells the site that this page was opened, once, when somebody really sees it. Nothing is stored here
// and nothing is sent along.
"use strict";

{
  const address = document.currentScript.dataset.count;

  const tell = () => {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", tell);
    navigator.sendBeacon(address);
  };

  document.addEventListener("visibilitychange", tell);
  tell();
}
