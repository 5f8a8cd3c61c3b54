// Looks at every navigation of a tab, whichever way it came about, and leads to the kind page where
// it would show a page out of reach. What a browser's own filters catch comes here as the kind page.
(() => {
  const api = globalThis.browser ?? globalThis.chrome;
  const { kind_page } = globalThis.holdfast;

  // Several events can tell of one visit, and lead to one page.
  const kOneVisit = 1000;  // milliseconds

  // Something else took its place: for Firefox a number, NS_BINDING_ABORTED.
  const kAborted = ['net::ERR_ABORTED', 'Error code 2152398850'];

  const is_shown = (details) =>
    details.frameId === 0 && (details.documentLifecycle ?? 'active') === 'active';

  class Guard {
    /** `part` is what the browser has of its own:
        `replace(tab, address)` shows a page in place of the one that a tab shows, so that the way back
        leads past it; `is_caught(address, keeper)` says whether the browser's filter is sure to lead
        away; `target_of(tab, address)` promises where a navigation was to end; `keeps_errors`: the history
        has those that were an error. */
    constructor(keeper, port, part) {
      this.keeper_ = keeper;
      this.port_ = port;
      this.part_ = part;
      this.standing_ = new Map();  // tab -> { id, since } of the kind page that it shows
      this.quiet_ = new Set();     // tabs that were sent there without an attempt
      this.returning_ = new Set(); // tabs that were sent a step back
      this.going_ = new Map();     // tab -> { url, since } of a page that it was sent to
    }

    /** To be called while the script starts, so that events wake a worker. */
    listen() {
      const navigation = api.webNavigation;
      const on = (event, handle) => event.addListener(async (details) => {
        if (!is_shown(details)) return;
        await this.keeper_.ready;
        await handle(details);
      });
      on(navigation.onBeforeNavigate, (details) => this.begun(details));
      on(navigation.onCommitted, (details) => this.committed(details));
      on(navigation.onHistoryStateUpdated, (details) => this.shown(details.tabId, details.url));
      on(navigation.onReferenceFragmentUpdated, (details) => this.shown(details.tabId, details.url));
      on(navigation.onErrorOccurred, (details) => this.failed(details));
      api.tabs.onRemoved.addListener((tab) => {
        this.standing_.delete(tab);
        this.quiet_.delete(tab);
        this.returning_.delete(tab);
        this.going_.delete(tab);
      });
    }

    /** Looks at all tabs, for rules that are new: no attempt of anybody. */
    async look_at_all() {
      for (const tab of await api.tabs.query({})) {
        if (!this.keeper_.matcher.find(tab.url ?? '')) continue;
        this.quiet_.add(tab.id);
        await this.shown(tab.id, tab.url);
      }
    }

    // The id in the address of a kind page, or undefined.
    id_of(address) {
      const pages = [this.bundled(''), this.keeper_.rules.page && kind_page(this.keeper_.rules.page, '')];
      const page = pages.find((start) => start !== '' && address.startsWith(start));
      return page === undefined ? undefined : address.slice(page.length);
    }

    bundled(id) {
      return kind_page(api.runtime.getURL('kind.html'), id);
    }

    is_rule(id) {
      return this.keeper_.rules.rules.some((rule) => rule.id === id);
    }

    address_of(id) {
      const { page } = this.keeper_.rules;
      return this.port_.is_open && page !== '' ? kind_page(page, id) : this.bundled(id);
    }

    async begun({ tabId, url }) {
      const found = this.keeper_.matcher.find(url);
      // Where the kind page stands already this may be a step back: `committed` and `failed` know.
      if (!found || this.standing_.get(tabId)?.id === found.id) return;
      if (this.part_.is_caught(url, this.keeper_)) return;
      await this.go(tabId, this.address_of(found.id));
    }

    async committed(details) {
      const { tabId, url } = details;
      const id = this.id_of(url);
      if (id === undefined) {
        this.standing_.delete(tabId);
        this.returning_.delete(tabId);
        if (!this.is_going(tabId)) await this.shown(tabId, url);
        return;
      }
      this.going_.delete(tabId);
      if (!this.is_rule(id)) return;
      const before = this.standing_.get(tabId);
      const quiet = this.quiet_.delete(tabId);
      // A step back that leads here again was none of the person's: they tried once more.
      const is_new = this.returning_.delete(tabId) || is_attempt(details);
      if (before?.id === id && Date.now() - before.since < kOneVisit) return;
      this.standing_.set(tabId, { id, since: Date.now() });
      if (!quiet && is_new) this.port_.send({ visit: id });
    }

    async shown(tab, url) {
      const found = this.keeper_.matcher.find(url);
      if (found) await this.send_away(tab, found.id);
    }

    async look_at(tab) {
      const { url = '' } = await api.tabs.get(tab).catch(() => ({}));
      await this.shown(tab, url);
    }

    async failed({ tabId, url, error }) {
      const was_sent = this.going_.get(tabId)?.url === url;
      if (was_sent) this.going_.delete(tabId);
      if (kAborted.includes(error)) {
        if (was_sent) await this.look_at(tabId);
        return;
      }
      const found = this.keeper_.matcher.find(await this.part_.target_of(tabId, url));
      const standing = this.standing_.get(tabId);
      if (found && standing?.id === found.id && this.part_.keeps_errors) {
        // Back from the kind page to the error that it stands for: one more step, or nobody gets
        // out of here. Tried again from the kind page: the step leads there.
        this.returning_.add(tabId);
        await api.tabs.goBack(tabId).catch(() => this.go(tabId, this.address_of(found.id)));
      } else if (found) {
        await this.go(tabId, this.address_of(found.id));
      } else if (url.startsWith('http:') && this.id_of(url) !== undefined) {
        // The daemon is away.
        await this.go(tabId, this.bundled(this.id_of(url)));
      }
    }

    async send_away(tab, id) {
      const address = this.address_of(id);
      await this.part_.replace(tab, address).catch(() => this.go(tab, address));
    }

    is_going(tab) {
      return Date.now() - (this.going_.get(tab)?.since ?? 0) < kOneVisit;
    }

    async go(tab, url) {
      if (this.is_going(tab) && this.going_.get(tab).url === url) return;
      this.going_.set(tab, { url, since: Date.now() });
      try {
        await api.tabs.update(tab, { url });
      } catch {
        // The tab is gone, or private: there Chromium shows no page of an extension.
        if (!url.startsWith('http:')) await api.tabs.update(tab, { url: 'about:blank' }).catch(() => {});
      }
    }
  }

  // Neither a step through the history nor a tab that the browser restored is one.
  function is_attempt({ transitionType, transitionQualifiers = [] }) {
    if (transitionQualifiers.includes('forward_back')) return false;
    return transitionType !== 'reload' || transitionQualifiers.includes('server_redirect');
  }

  globalThis.holdfast.Guard = Guard;
})();
