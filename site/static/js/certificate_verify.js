// Verifies the signature of a certificate behind the # of the address, or pasted, on this device alone.
"use strict";

const page = document.getElementById("verify");
const keys = JSON.parse(page.dataset.keys);
const categories = JSON.parse(page.dataset.categories);
const OUTCOMES = ["genuine", "forged", "unknown-key", "unreadable", "unable"];

function bytesOf(text) {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
}

function textOf(bytes) {
  const plain = btoa(String.fromCharCode(...bytes));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// The last letter of base64 has bits that stand for nothing: only one way of writing is taken.
function exactBytes(text) {
  const bytes = bytesOf(text);
  if (textOf(bytes) !== text) throw new Error("not written as we write it");
  return bytes;
}

function parsed(code) {
  const found = /([A-Za-z0-9_-]{40,})\.([A-Za-z0-9_-]{80,90})$/.exec(code.replace(/\s+/g, ""));
  if (!found) return null;
  return { payload: found[1], signature: found[2] };
}

async function isSigned(key, signature, payload) {
  if (window.crypto && crypto.subtle) {
    let known = null;
    try {
      known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      known = null; // this browser knows no Ed25519
    }
    if (known) return crypto.subtle.verify({ name: "Ed25519" }, known, signature, payload);
  }
  const library = await import(page.dataset.library);
  return library.verifyAsync(signature, payload, key, { zip215: false });
}

async function outcomeOf(code) {
  const parts = parsed(code);
  if (!parts) return ["unreadable", null];
  let payload, signature, facts;
  try {
    payload = exactBytes(parts.payload);
    signature = exactBytes(parts.signature);
    facts = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    return ["forged", null];
  }
  const key = Object.hasOwn(keys, facts.k) ? keys[facts.k] : null;
  if (!key) return ["unknown-key", null];
  try {
    return (await isSigned(bytesOf(key), signature, payload)) ? ["genuine", facts] : ["forged", null];
  } catch {
    return ["unable", null];
  }
}

function show(outcome, facts) {
  for (const id of OUTCOMES) document.getElementById(id).hidden = id !== outcome;
  if (outcome === "genuine") fill(facts);
}

function fill(facts) {
  const hours = Object.entries(facts.h).map(([code, tenths]) => `${categories[code] || code} ${tenths / 10}`);
  const shown = { ...facts, h: hours.join(" · "), span: `${facts.f} — ${facts.u}` };
  for (const place of page.querySelectorAll("[data-fact]")) {
    place.textContent = shown[place.dataset.fact] || "—";
  }
  const state = document.getElementById("current-state");
  state.href = `${page.dataset.check}?number=${encodeURIComponent(facts.n)}`;
}

async function verify(code) {
  show(...(await outcomeOf(code)));
}

function takeFromAddress() {
  const code = window.location.hash.slice(1);
  if (code) verify(code);
}

async function keepPage() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(page.dataset.worker);
    await navigator.serviceWorker.ready;
    document.getElementById("kept").hidden = false;
  } catch {
    // private windows keep nothing: the page works all the same while there is a network
  }
}

const paste = document.getElementById("paste");
paste.hidden = false;
paste.addEventListener("submit", (event) => {
  event.preventDefault();
  verify(document.getElementById("pasted").value);
});
window.addEventListener("hashchange", takeFromAddress);
takeFromAddress();
keepPage();
