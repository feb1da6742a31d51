/** Asks the browser to be woken by the server, and says how that stands. */

export class Push {
  #workers;
  #permission;

  constructor({ workers = globalThis.navigator?.serviceWorker, permission = () => globalThis.Notification?.permission } = {}) {
    [this.#workers, this.#permission] = [workers, permission];
  }

  /** "unable", "denied", "off" or "on". */
  async state() {
    const manager = await this.#manager();
    if (!manager || this.#permission() === undefined) return "unable";
    if (this.#permission() === "denied") return "denied";
    return await manager.getSubscription() ? "on" : "off";
  }

  /** What the server must know to wake this device, or null. */
  async address() {
    return told(await (await this.#manager())?.getSubscription());
  }

  /** Only behind a tap: the browser asks the person. A subscription with another server's key is renewed. */
  async subscribe(key) {
    const manager = await this.#manager();
    const options = { userVisibleOnly: true, applicationServerKey: bytes(key) };
    try {
      return told(await manager.subscribe(options));
    } catch (error) {
      if (error?.name !== "InvalidStateError") throw error;
      await (await manager.getSubscription())?.unsubscribe();
      return told(await manager.subscribe(options));
    }
  }

  async unsubscribe() {
    await (await (await this.#manager())?.getSubscription())?.unsubscribe();
  }

  async #manager() {
    return (await this.#workers?.getRegistration())?.pushManager;
  }
}

function told(subscription) {
  if (!subscription) return null;
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
}

function bytes(key) {
  const plain = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
