/** Says by the server's clock how far the wait of each caller has gone: in a word, and in the colour of its row. */

const WORDS = { in_time: "In time", half_gone: "Half gone", over: "Over target", decide: "Decide now" };

export class Waits {
  #root;
  #now;

  constructor({ root, now }) {
    [this.#root, this.#now] = [root, now];
  }

  look() {
    const now = this.#now();
    for (const row of this.#root.querySelectorAll("[data-wait-from]")) {
      const stage = stageOf(row.dataset, now);
      if (row.dataset.wait === stage) continue;
      row.dataset.wait = stage;
      row.querySelector("[data-wait-word]").textContent = WORDS[stage];
    }
  }
}

/** The times of a row, ISO; as reports/hold_queue.py has it. */
export function stageOf({ waitFrom, waitTarget, decideBy }, now) {
  const [from, target, decide] = [waitFrom, waitTarget, decideBy].map((text) => new Date(text).getTime());
  if (decide <= now) return "decide";
  if (target <= now) return "over";
  return now - from >= (target - from) / 2 ? "half_gone" : "in_time";
}
