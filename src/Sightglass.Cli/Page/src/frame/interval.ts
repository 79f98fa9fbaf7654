// The dialog that asks a publisher for another interval. The server wants its token for that, each time; it is kept for
// this tab only, and never in the address.
import { type Info, Refusal, setInterval } from "../data/api.ts";
import type { TopicModel } from "../data/model.ts";
import { formatInterval } from "../data/units.ts";

const key = "sightglass.token";

export class IntervalDialog {
  private readonly dialog = find<HTMLDialogElement>("interval-dialog");
  private readonly value = find<HTMLInputElement>("interval-value");
  private readonly token = find<HTMLInputElement>("interval-token");
  private readonly answer = find("interval-answer");
  private model: TopicModel | null = null;

  constructor(private readonly info: () => Info | null) {
    find("interval-cancel").addEventListener("click", () => this.dialog.close());
    find<HTMLFormElement>("interval-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
  }

  open(model: TopicModel): void {
    this.model = model;
    const isReadOnly = this.info()?.readOnly === true;
    find("interval-title").textContent = `Interval of ${model.name}`;
    find("interval-words").textContent = isReadOnly
      ? "This server changes nothing: it was started without a token. Start it with `sightglass serve --token …`, "
        + `or use \`sightglass set ${model.name} interval 250ms\`.`
      : "It holds for every viewer of this topic. A sensor is not read oftener than its least interval.";
    find("interval-token-label").hidden = isReadOnly;
    find<HTMLButtonElement>("interval-set").disabled = this.value.disabled = isReadOnly;
    this.value.value = formatInterval(model.intervalSeconds).replace(" ", "");
    this.token.value = recall();
    this.answer.textContent = "";
    this.dialog.showModal();
  }

  private async send(): Promise<void> {
    if (!this.model) return;
    const token = this.token.value.trim();
    this.answer.textContent = "Asking …";
    try {
      const interval = await setInterval(this.model.name, this.value.value.trim(), token);
      keep(token);
      this.answer.textContent = `It is ${interval} now.`;
      this.dialog.close();
    } catch (fault) {
      this.answer.textContent = !(fault instanceof Refusal) ? "The server does not answer."
        : fault.status === 403 ? "That is not this server's token." : fault.message;
    }
  }
}

function recall(): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function keep(token: string): void {
  try {
    sessionStorage.setItem(key, token);
  } catch {
    // The browser keeps nothing for this page; it asks again next time.
  }
}

function find<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}
