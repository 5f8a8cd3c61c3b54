// Holds the rules: from storage at once, so that a browser start or a sleeping worker opens no gap;
// then from the policy; then from the native port, which wins while it is open. Nothing but the
// rules is ever stored.
(() => {
  const api = globalThis.browser ?? globalThis.chrome;
  const { Matcher, in_force, kNoRules, next_end, checked_rules, parsed_rules } =
    globalThis.holdfast;
  const kLongestTimer = 2 ** 31 - 1;  // milliseconds
  const now = () => Date.now() / 1000;

  class Keeper {
    constructor() {
      this.rules = kNoRules;
      this.matcher = new Matcher(kNoRules);
      this.listeners_ = [];
      this.pushed_ = false;
      this.end_timer_ = undefined;
      this.told_ = Promise.resolve();
      this.ready = this.start();
      api.storage.onChanged.addListener((changes, area) => {
        if (area === 'managed' && changes.pages) this.take_policy(changes.pages.newValue);
      });
    }

    /** Called whenever other rules hold; never while an earlier call of any of them goes on. */
    on_change(listener) {
      this.listeners_.push(listener);
    }

    async start() {
      const stored = await api.storage.local.get('rules').catch(() => ({}));
      const rules = checked_rules(stored.rules ?? null);
      if (rules && !this.pushed_) {
        this.hold(rules);
        this.end_what_ended();
      }
      const asked = this.ask_policy();
      // Chromium can take two seconds for that: only somebody without any rules waits so long.
      if (!rules) await asked;
    }

    async ask_policy() {
      // Firefox refuses where no policy names the extension.
      const managed = await api.storage.managed.get('pages').catch(() => ({}));
      this.take_policy(managed?.pages);
    }

    /** Whether a policy names the extension: Firefox refuses where none does. */
    async is_wanted() {
      return api.storage.managed.get('pages').then(() => true, () => false);
    }

    // A policy without pages is no lifting: right after the installation there is none yet.
    take_policy(text) {
      const rules = parsed_rules(text);
      if (!rules || this.pushed_) return;
      this.change(in_force(rules, now()));
      this.end_what_ended();
    }

    /** Rules from the native port; false where they cannot be used. */
    take_push(pages) {
      const rules = checked_rules(pages);
      if (!rules) return false;
      this.pushed_ = true;
      this.change(rules);
      return true;
    }

    /** The native port is closed: what it said stays in force until the policy says otherwise. */
    end_push() {
      this.pushed_ = false;
      this.end_what_ended();
    }

    // A rule ends when it was promised, also with the daemon dead. While the daemon is there it
    // says so itself: its time is not the clock's, which anybody can turn.
    end_what_ended() {
      clearTimeout(this.end_timer_);
      if (this.pushed_) return;
      this.change(in_force(this.rules, now()));
      const left = (next_end(this.rules) - now()) * 1000;
      if (left === Infinity) return;
      this.end_timer_ = setTimeout(() => this.end_what_ended(), Math.min(left, kLongestTimer));
    }

    hold(rules) {
      this.rules = rules;
      this.matcher = new Matcher(rules);
    }

    change(rules) {
      if (JSON.stringify(rules) === JSON.stringify(this.rules)) return;
      this.hold(rules);
      this.told_ = this.told_.then(async () => {
        // A full disk, or one filter that is refused, must not keep the next change away.
        await api.storage.local.set({ rules }).catch(() => {});
        for (const listener of this.listeners_) await Promise.resolve(listener()).catch(() => {});
      });
    }
  }

  globalThis.holdfast.Keeper = Keeper;
})();
