// What the server told this page: wordings in the chosen language, code lists, the base map.
export const told = JSON.parse(document.getElementById("told").textContent);

export function say(key, values = {}) {
  return told.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export const named = (vocabulary, code) => told.codes[vocabulary][code] ?? code;

export const listed = (words) => words.join(told.lang === "zh" ? "、" : ", ");
