/** One socket's life: proves that it has no hole, calls it dead when it is silent, and says what is stored. */

const CONNECT = 5_000;
const SILENCE = 25_000;
const GATHER = 50;

export class Line {
  #socket;
  #at;
  #on;
  #watch = null;
  #have = null;
  #gathering = null;
  #heardAt = Date.now();

  /** `on` has open, line, resync, beat and moved, called with the frame, and end, called with the close code or null. */
  constructor({ socket, since, on }) {
    [this.#socket, this.#at, this.#on] = [socket, since, on];
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = ({ code }) => this.end(code);
    this.#expect(CONNECT);
  }

  /** Milliseconds since the last frame. */
  get quiet() {
    return Date.now() - this.#heardAt;
  }

  get over() {
    return this.#socket === null;
  }

  /** Many lines stored within a moment are told as one. */
  have(seq) {
    if (this.over) return;
    this.#have = seq;
    this.#gathering ??= setTimeout(() => this.#say(), GATHER);
  }

  end(code = null) {
    if (this.#hangUp()) this.#on.end(code);
  }

  close() {
    this.#hangUp();
  }

  #hangUp() {
    if (this.over) return false;
    clearTimeout(this.#watch);
    clearTimeout(this.#gathering);
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = null;
    return true;
  }

  #expect(milliseconds) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.end(), milliseconds);
  }

  #say() {
    this.#gathering = null;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify({ have: this.#have }));
  }

  #hear(text) {
    this.#heardAt = Date.now();
    this.#expect(SILENCE);
    const frame = understood(text);
    if (!frame || this.#showsHole(frame)) this.end();
    else this.#pass(frame);
  }

  // A hole: the server told something after our last line that never came here.
  #showsHole({ seq, prev }) {
    return seq === undefined ? prev > this.#at : seq > this.#at && prev !== this.#at;
  }

  #pass(frame) {
    if (frame.hello) return this.#on.open(frame.hello);
    if (frame.resync) return this.#restart(frame.resync);
    if (frame.moved) return this.#on.moved?.();
    if (frame.seq === undefined) return this.#on.beat(frame);
    return this.#follow(frame);
  }

  #restart(resync) {
    this.#at = resync.head;
    this.#on.resync(resync);
  }

  #follow(frame) {
    if (frame.seq <= this.#at) return;
    this.#at = frame.seq;
    this.#on.line(frame);
  }
}

function understood(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
