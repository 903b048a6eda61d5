// Where to look around: here, or a place that was searched for. Kept on this phone only, until it is forgotten.
const LAST = "yizhan.place";
const FRESH_MS = 60_000;
const PATIENCE_MS = 12_000;

const inStorage = (work) => { try { return work(); } catch { return null; } }; // storage may be shut off

export const lastPlace = () => inStorage(() => JSON.parse(localStorage.getItem(LAST)));
export const remember = (place) => inStorage(() => localStorage.setItem(LAST, JSON.stringify(place)));
export const forgetPlace = () => inStorage(() => localStorage.removeItem(LAST));

export function setting(name, value) {
  if (value === undefined) return inStorage(() => localStorage.getItem(`yizhan.${name}`));
  return inStorage(() => localStorage.setItem(`yizhan.${name}`, value));
}

// Resolves to a place, rejects with the name of what is in the way: insecure, denied or unlocated.
export function locate() {
  return new Promise((resolve, reject) => {
    if (!window.isSecureContext || !navigator.geolocation) return reject(new Error("insecure"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude, name: null }),
      ({ code }) => reject(new Error(code === 1 ? "denied" : "unlocated")),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
}
