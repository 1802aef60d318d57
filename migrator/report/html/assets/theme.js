// Light, dark, or as the system has it: a button goes through the three.

const THEMES = ["system", "light", "dark"];
let theme = Math.max(THEMES.indexOf(remembered("theme") ?? ""), 0);

function showTheme() {
  const chosen = THEMES[theme];
  document.documentElement.dataset.theme = chosen;
  const button = byId("theme");
  button.setAttribute("aria-label", `Colours: ${chosen === "system" ? "as the system has them" : chosen}`);
  const name = button.querySelector(".theme-name");
  if (name) name.textContent = chosen[0].toUpperCase() + chosen.slice(1);
}

byId("theme").addEventListener("click", () => {
  theme = (theme + 1) % THEMES.length;
  remembered("theme", THEMES[theme]);
  showTheme();
});
showTheme();
