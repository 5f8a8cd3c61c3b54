// Puts the parts together; runs as Chromium's worker and as Firefox's background page.
if (globalThis.importScripts) {
  importScripts('matcher.js', 'rules.js', 'filters.js', 'keeper.js', 'port.js', 'guard.js',
                'guard_chromium.js', 'hiding.js');
}

(() => {
  const api = globalThis.browser ?? globalThis.chrome;
  const { Keeper, Port, Guard, browser_part, set_filters, watch_requests, hide_on } =
    globalThis.holdfast;

  const keeper = new Keeper();
  const port = new Port(keeper);
  const guard = new Guard(keeper, port, browser_part);

  guard.listen();
  if (watch_requests) watch_requests(keeper, (id) => guard.address_of(id));

  // One part that fails does not stop the others.
  keeper.on_change(async () => {
    await Promise.allSettled([
      set_filters?.(keeper.rules), guard.look_at_all(), hide_on(keeper.matcher.hosts_of_people()),
    ]);
  });

  // From the bundled kind page alone: a script in a web page could say it, too.
  api.runtime.onMessage.addListener((message, sender) => {
    const ours = sender.id === api.runtime.id && sender.url?.startsWith(guard.bundled(''));
    if (ours && guard.is_rule(message?.passed)) port.send({ passed: message.passed });
  });

  // A new version may have been installed over filters and scripts that an older one made.
  api.runtime.onInstalled.addListener(async () => {
    await keeper.ready;
    await Promise.allSettled([
      set_filters?.(keeper.rules), guard.look_at_all(), hide_on(keeper.matcher.hosts_of_people()),
    ]);
  });

  // Firefox keeps an extension when its policy goes. Without a policy and without a program Holdfast
  // was lifted: this goes as well, and its rules with it. What was only tampered with has one of them,
  // or has both again before the browser starts.
  port.on_missing(async () => {
    if (await keeper.is_wanted()) return;
    await api.storage.local.clear();
    await api.management.uninstallSelf();
  });

  port.start();
})();
