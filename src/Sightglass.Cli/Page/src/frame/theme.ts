// Dark or light: as the system has it until the reader chooses, and then as chosen.
const key = "sightglass.theme";
const system = matchMedia("(prefers-color-scheme: light)");

type Theme = "dark" | "light";

export class ThemeSwitch {
  constructor(private readonly button: HTMLElement, private readonly onChange: () => void) {
    system.addEventListener("change", () => this.apply());
    button.addEventListener("click", () => this.toggle());
    this.apply();
  }

  toggle(): void {
    remember(this.current === "dark" ? "light" : "dark");
    this.apply();
  }

  private get current(): Theme {
    return remembered() ?? (system.matches ? "light" : "dark");
  }

  private apply(): void {
    const theme = this.current;
    document.documentElement.dataset["theme"] = theme;
    this.button.querySelector(".words")!.textContent = theme === "dark" ? "Light" : "Dark";
    this.button.setAttribute("aria-label", `Use the ${theme === "dark" ? "light" : "dark"} theme`);
    this.onChange();
  }
}

function remembered(): Theme | null {
  try {
    const theme = localStorage.getItem(key);
    return theme === "dark" || theme === "light" ? theme : null;
  } catch {
    return null; // the browser keeps nothing for this page; then the system's theme holds
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    document.documentElement.dataset["theme"] = theme;
  }
}
