// The native port to the program that speaks with the daemon. While it is open the daemon knows that
// the extension is alive, and it keeps Chromium's worker awake.
(() => {
  const api = globalThis.browser ?? globalThis.chrome;

  const kHost = 'io.holdfast.browser';
  // Firefox, where nothing is installed under that name.
  const kMissing = /no such native application/i;
  const kFirstWait = 1;  // seconds, doubled up to
  const kLongestWait = 10;
  // Chromium ends a worker after 30 seconds in which it asked for nothing.
  const kStayAwake = 20;
  // So long a port that was opened is taken for one that will answer.
  const kPatience = 3;

  const seconds = (count) => new Promise((done) => setTimeout(done, count * 1000));

  async function wait(count) {
    for (let left = count; left > 0; left -= kStayAwake) {
      await seconds(Math.min(left, kStayAwake));
      await api.runtime.getPlatformInfo();
    }
  }

  // "Chromium 156", "Firefox 153.8".
  async function browser_name() {
    if (api.runtime.getBrowserInfo) {
      const { name, version } = await api.runtime.getBrowserInfo();
      return `${name} ${version}`;
    }
    const brands = (navigator.userAgentData?.brands ?? []).filter(({ brand }) =>
      !/not.*brand/i.test(brand));
    const known = brands.find(({ brand }) => brand !== 'Chromium') ?? brands[0];
    return known ? `${known.brand} ${known.version}` : 'Chromium';
  }

  class Port {
    constructor(keeper) {
      this.keeper_ = keeper;
      this.port_ = undefined;
      this.opened_ = 0;
      this.answered_ = false;
      this.unsent_ = [];
      this.wait_ = kFirstWait;
      this.on_missing_ = async () => {};
    }

    /** Called whenever the browser finds no program to talk to. */
    on_missing(listener) {
      this.on_missing_ = listener;
    }

    /** Whether the daemon is there, or may be: an event that woke the worker comes before its answer. */
    get is_open() {
      if (this.port_ === undefined) return false;
      return this.answered_ || Date.now() - this.opened_ < kPatience * 1000;
    }

    async start() {
      const hello = { browser: await browser_name(), extension: api.runtime.getManifest().version };
      for (;;) {
        const end = await this.talk(hello);
        if (kMissing.test(end)) await this.on_missing_();
        await wait(this.wait_);
        this.wait_ = Math.min(this.wait_ * 2, kLongestWait);
      }
    }

    // Resolves when the port is closed, with what the browser says of it.
    talk(hello) {
      return new Promise((closed) => {
        this.port_ = api.runtime.connectNative(kHost);
        this.opened_ = Date.now();
        this.port_.onMessage.addListener((message) => this.hear(message));
        this.port_.onDisconnect.addListener((port) => {
          // To be read, or the browser complains of it.
          const error = port.error ?? api.runtime.lastError;
          this.port_ = undefined;
          this.answered_ = false;
          this.unsent_ = [];
          this.keeper_.end_push();
          closed(error?.message ?? '');
        });
        this.port_.postMessage({ hello });
      });
    }

    hear(message) {
      if (message?.pages === undefined || !this.keeper_.take_push(message.pages)) return;
      this.answered_ = true;
      this.wait_ = kFirstWait;
      for (const unsent of this.unsent_.splice(0)) this.port_.postMessage(unsent);
    }

    /** Lost where nobody listens: nothing is kept beyond the moment in which a port opens. */
    send(message) {
      if (this.answered_) {
        this.port_.postMessage(message);
      } else if (this.is_open) {
        this.unsent_.push(message);
      }
    }
  }

  globalThis.holdfast.Port = Port;
})();
