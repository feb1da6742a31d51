/** Tells every line of the log once and in order, over as many sockets as that takes; the frames are in docs/live.md. */

import { Bookmark } from "./bookmark.js";
import { Line } from "./line.js";
import { Patience } from "./patience.js";

const CONNECT = 5_000;
const MISSED_BEAT = 12_000;
const SLOW = 30_000;
const UNWANTED = new Set([4400, 4403]);

export class Live extends EventTarget {
  #url; #ticket; #clock; #page; #WebSocket; #device;
  #patience;
  #bookmark;
  #told = null;
  #line = null;
  #attempt = null;
  #lost = false;
  #rest = () => this.#hangUp();

  /** `ticket()` rejects with an error that has a `status`; `keep(line)` stores what it needs, `keep(null)` everything.
      A `device` gives its number and answers every heartbeat, so that the server knows that it hears it. */
  constructor({ url, ticket, store, clock, person, device = "", cursor = null, epoch = "", keep = async () => {}, random,
    page = globalThis.window, WebSocket = globalThis.WebSocket }) {
    super();
    [this.#url, this.#ticket, this.#clock, this.#page, this.#WebSocket] = [url, ticket, clock, page, WebSocket];
    this.#device = device;
    this.#bookmark = new Bookmark({ store, keep, name: `live-${person}`, seq: cursor, epoch });
    this.#patience = new Patience({ first: 200, longest: 5_000, page, random, onwake: () => this.wake() });
  }

  start() {
    this.#patience.start();
    this.#page.addEventListener("pagehide", this.#rest);
    this.#connect();
  }

  stop() {
    this.#patience.stop();
    this.#page.removeEventListener("pagehide", this.#rest);
    this.#hangUp();
  }

  /** Whether the line has been heard of lately; a short loss of the network leaves its socket as it was. */
  get stands() {
    return !this.#lost && Boolean(this.#line) && this.#line.quiet < MISSED_BEAT;
  }

  /** A phone lets a socket sleep without closing it, so one that missed a heartbeat is not waited for. */
  wake() {
    this.#patience.reset();
    if (this.#line ? this.#line.quiet < MISSED_BEAT : this.#attempt) return;
    this.#line?.close();
    if (this.#line) this.#gone();
    this.#connect();
  }

  async #connect() {
    const attempt = Symbol("attempt");
    this.#attempt = attempt;
    this.#patience.after(CONNECT, () => this.#retry());
    try {
      await this.#bookmark.restore();
      const { ticket } = await this.#clock.measure(this.#ticket);
      if (this.#attempt === attempt) this.#open(ticket);
    } catch (error) {
      if (this.#attempt === attempt) this.#refused(error);
    }
  }

  #open(ticket) {
    const { seq: since, epoch } = this.#bookmark;
    this.#patience.cancel();
    this.#told ??= since;
    const socket = new this.#WebSocket(address(this.#url, { ticket, epoch, since, ...(this.#device && { device: this.#device }) }));
    const on = {
      open: (hello) => this.#opened(hello),
      line: (frame) => this.#follow(frame),
      resync: (resync) => this.#resync(resync),
      beat: ({ time }) => this.#beat(time),
      moved: () => this.#emit("moved", {}),
      end: (code) => this.#retry(UNWANTED.has(code)),
    };
    this.#line = new Line({ socket, since, on });
  }

  #opened(detail) {
    this.#lost = false;
    this.#emit("open", detail);
    this.#line.have(this.#bookmark.seq);
  }

  #follow(frame) {
    if (frame.seq > this.#told) this.#emit("line", frame);
    this.#told = Math.max(this.#told, frame.seq);
    this.#bookmark.follow(this.#line, frame);
  }

  #resync(resync) {
    this.#lost = false;
    this.#told = resync.head;
    this.#emit("open", resync);
    this.#emit("resync", resync);
    this.#bookmark.restart(this.#line, resync);
  }

  #beat(time) {
    this.#patience.reset();
    if (!this.#clock.fresh) this.#clock.sample({ time });
    if (this.#device) this.#line?.have(this.#bookmark.seq);
  }

  #refused({ status }) {
    this.#retry(status === 401);
    if (status === 401) this.#emit("signed-out", {});
  }

  #retry(slowly = false) {
    this.#attempt = null;
    this.#gone();
    if (slowly) this.#patience.after(SLOW, () => this.#connect());
    else this.#patience.later(() => this.#connect());
  }

  #gone() {
    const since = new Date(this.#clock.now() - (this.#line?.quiet ?? 0));
    this.#line = null;
    if (!this.#lost) this.#emit("lost", { since });
    this.#lost = true;
  }

  #hangUp() {
    this.#patience.cancel();
    this.#line?.close();
    this.#line = this.#attempt = null;
  }

  #emit(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

function address(url, query) {
  const address = new URL(url, globalThis.location?.href);
  address.protocol = address.protocol.replace("http", "ws");
  address.search = new URLSearchParams(query);
  return address.href;
}
