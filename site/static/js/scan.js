// The organiser's phone: each code that is read goes to the site, and its answer is shown large.
"use strict";

{
  const box = document.getElementById("scan");
  const [video, button] = [box.querySelector("video"), box.querySelector(".scan-start")];
  const [result, log] = [box.querySelector(".scan-result"), box.querySelector(".scan-log")];
  const form = box.querySelector("form");

  const say = (text, taken) => {
    const line = document.createElement("p");
    line.className = `notice notice-${taken ? "success" : "error"}`;
    line.textContent = text;
    result.replaceChildren(line);
    if (!taken) return;
    const entry = document.createElement("li");
    entry.textContent = text;
    log.prepend(entry);
  };

  const found = async (text) => {
    const data = new FormData(form);
    data.set("code", text);
    try {
      const answer = await fetch(window.location.href, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
      });
      const { taken, text: said } = await answer.json();
      say(said, taken);
    } catch {
      say(box.dataset.lost, false);
    }
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    window.startScanner(video, box.dataset.reader, found).then(() => { button.hidden = true; });
  });
}
