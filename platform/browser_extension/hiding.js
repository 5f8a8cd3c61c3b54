// Where somebody has pages that are out of reach, a script hides what shows them in other pages. It
// is registered for those hosts alone, and put into the tabs that are open already.
(() => {
  const api = globalThis.browser ?? globalThis.chrome;

  const kScript = 'hide';
  const kFiles = ['matcher.js', 'rules.js', 'tiles.js', 'content.js'];

  /** Makes the registration fit the hosts. */
  async function hide_on(hosts) {
    const matches = hosts.map((host) => `*://*.${host}/*`);
    const ids = [kScript];
    const there = await api.scripting.getRegisteredContentScripts({ ids });
    if (there.length > 0) await api.scripting.unregisterContentScripts({ ids });
    if (matches.length === 0) return;
    await api.scripting.registerContentScripts([{
      id: kScript, js: kFiles, matches, allFrames: true, runAt: 'document_start',
    }]);
    for (const { id: tabId } of await api.tabs.query({ url: matches })) {
      // A tab that shows an error takes no script.
      await api.scripting.executeScript({ target: { tabId, allFrames: true }, files: kFiles })
        .catch(() => {});
    }
  }

  globalThis.holdfast.hide_on = hide_on;
})();
