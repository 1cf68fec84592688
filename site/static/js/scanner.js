// Reads QR codes from the camera: by the browser itself where it can, else by jsQR, which is then loaded.
"use strict";

async function readerOf(address) {
  if ("BarcodeDetector" in window) {
    const formats = await window.BarcodeDetector.getSupportedFormats();
    if (formats.includes("qr_code")) {
      const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video))[0]?.rawValue;
    }
  }
  await new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, 800 / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return window.jsQR(data, width, height)?.data;
  };
}

// Calls `found` with each text that is read; the same one at most every three seconds.
window.startScanner = async (video, address, found) => {
  const read = await readerOf(address);
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  let last = "", since = 0;
  const look = async () => {
    if (!stream.active) return;
    if (video.readyState >= video.HAVE_CURRENT_DATA) {
      const text = await read(video).catch(() => undefined);
      if (text && (text !== last || Date.now() - since > 3000)) {
        [last, since] = [text, Date.now()];
        found(text);
      }
    }
    setTimeout(look, 150);
  };
  look();
};
