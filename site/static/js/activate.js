// A scanned sheet leads here with the code behind the # of the address: it is put into the field, taken
// out of the address, and sent. Whoever has no scripts types it in.
"use strict";

function takeCode() {
  const code = window.location.hash.slice(1);
  const field = document.getElementById("id_code");
  if (!field || !/^[0-9A-Za-z-]{8,30}$/.test(code)) return;
  window.history.replaceState(null, "", window.location.pathname);
  field.value = code;
  field.form.requestSubmit();
}

window.addEventListener("hashchange", takeCode);
takeCode();
