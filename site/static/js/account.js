// Passkeys and printing on the screens of one's own account. The ceremony is allauth's; this begins
// it where a form asks, and says in words what it would only write to the console.
"use strict";

const CEREMONIES = {
  login: ["loginForm", { login: "passkey_login", credential: "passkey_credential" }],
  add: ["addForm", { add: "passkey_add", passwordless: "id_passwordless", credential: "id_credential", data: "passkey_data" }],
  authenticate: ["authenticateForm", { authenticate: "passkey_authenticate", credential: "id_credential", data: "passkey_data" }],
};

document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    const [name, ids] = CEREMONIES[form.dataset.passkey];
    window.allauth.webauthn.forms[name]({ ids });
    form.hidden = false;
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.querySelector("[data-passkey-error]");
  if (words) words.hidden = false;
});
