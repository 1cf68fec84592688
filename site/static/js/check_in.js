// Checking in from the phone's own page: a scan is kept in the phone first, then sent; what cannot be
// sent now is sent when there is a network again. A mark has a key of its own, so twice is once.
"use strict";

{
  const box = document.getElementById("check-in");
  const [video, button] = [box.querySelector("video"), box.querySelector("button")];
  const [result, log] = [box.querySelector(".scan-result"), box.querySelector(".scan-log")];
  const STORE = "check-in-marks";
  const words = box.dataset;
  let offset = Number(localStorage.getItem("check-in-offset")) || 0;
  let sending = false;

  const kept = () => JSON.parse(localStorage.getItem(STORE) || "[]");
  const keep = (marks) => localStorage.setItem(STORE, JSON.stringify(marks));

  const say = (text, level) => {
    result.replaceChildren();
    const line = document.createElement("p");
    line.className = `notice notice-${level}`;
    line.textContent = text;
    result.append(line);
  };

  const show = () => {
    log.replaceChildren(...kept().map((mark) => {
      const line = document.createElement("li");
      const at = new Date(mark.seen_at * 1000).toLocaleTimeString("zh-CN");
      line.textContent = `${words.waiting} · ${at}`;
      return line;
    }));
  };

  // The site's time and a token; whoever was signed out meanwhile is led to the login page instead.
  const stateOfSite = async () => {
    const answer = await fetch(words.marks, { cache: "no-store" });
    if (answer.redirected) return { signed_in: false };
    const state = await answer.json();
    offset = state.time - Date.now() / 1000;
    localStorage.setItem("check-in-offset", offset);
    return state;
  };

  const send = async () => {
    if (sending || !kept().length) return;
    sending = true;
    try {
      const state = await stateOfSite();
      if (!state.signed_in) {
        say(words.signIn, "warning");
        const link = document.createElement("a");
        link.className = "btn btn-primary";
        link.href = words.login;
        link.textContent = words.signIn;
        result.append(link);
        return;
      }
      const answer = await fetch(words.marks, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": state.token },
        body: JSON.stringify({ marks: kept() }),
      });
      if (!answer.ok) throw new Error(answer.status);
      const { results } = await answer.json();
      const done = new Set(results.map((one) => one.id));
      keep(kept().filter((mark) => !done.has(mark.id)));
      const last = results.at(-1);
      if (last) say(last.text, last.taken ? "success" : "warning");
    } catch {
      say(words.kept, "info");
    } finally {
      sending = false;
      show();
    }
  };

  const found = (text) => {
    let code = "";
    try {
      const address = new URL(text);
      if (address.pathname === window.location.pathname) code = address.searchParams.get("c") || "";
    } catch {
      // No address: something else was scanned.
    }
    if (!code) {
      say(words.other, "warning");
      return;
    }
    if (kept().some((mark) => mark.code === code)) return;
    const mark = { id: crypto.randomUUID(), code, seen_at: Date.now() / 1000 + offset };
    keep([...kept(), mark]);
    show();
    send();
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    window.startScanner(video, words.reader, found).then(
      () => { button.hidden = true; },
      () => say(words.noCamera, "warning"),
    );
  });
  window.addEventListener("online", send);
  setInterval(send, 15000);
  navigator.serviceWorker?.register(words.worker);
  // Without a network the offset of last time stands.
  stateOfSite().catch(() => {}).then(send);
  show();
}
