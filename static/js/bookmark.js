/** How far this device is in the log: it moves in order, and only when what a line needs is stored here. */

export class Bookmark {
  #store;
  #name;
  #keep;
  #chain = Promise.resolve();

  /** `keep(line)` stores what a line needs, `keep(null)` everything; without `seq` it goes on from where it was kept. */
  constructor({ store, name, keep, seq = null, epoch = "" }) {
    [this.#store, this.#name, this.#keep] = [store, name, keep];
    [this.seq, this.epoch] = [seq, epoch];
  }

  async restore() {
    if (this.seq !== null) return;
    const kept = await this.#store.recall(this.#name).catch(() => null);
    [this.seq, this.epoch] = [kept?.cursor ?? 0, kept?.epoch ?? ""];
  }

  /** Ends the socket where something could not be stored: it comes again from here over the next. */
  follow(line, frame) {
    this.#then(line, async () => {
      if (frame.seq > this.seq) await this.#move(frame, frame.seq, this.epoch);
    });
  }

  restart(line, { epoch, head }) {
    this.#then(line, () => this.#move(null, head, epoch));
  }

  #then(line, work) {
    this.#chain = this.#chain.then(async () => {
      if (line.over) return;
      await work();
      line.have(this.seq);
    }).catch(() => line.end());
  }

  async #move(frame, seq, epoch) {
    await this.#keep(frame);
    await this.#store.remember(this.#name, { epoch, cursor: seq });
    [this.seq, this.epoch] = [seq, epoch];
  }
}
