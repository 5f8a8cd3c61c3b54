// What only Firefox has: requests that wait for an answer, and a page replaced by its tab.
(() => {
  const { kEmbeds } = globalThis.holdfast;

  const kEverything = { urls: ['*://*/*'] };
  const kTogether = 100;  // milliseconds between two events of one cause
  const kPages = { ...kEverything, types: ['main_frame'] };

  // The answer to a request, as webRequest wants it.
  function answer(keeper, address_of, { type, url }) {
    const found = keeper.matcher.find(url);
    if (!found) return {};
    if (type === 'main_frame') return { redirectUrl: address_of(found.id) };
    return { cancel: found.whole || kEmbeds.includes(type) };
  }

  /** Answers every request; until the rules are there, with a promise, so that the first page of a
      browser start waits for them. */
  function watch_requests(keeper, address_of) {
    let is_ready = false;
    keeper.ready.then(() => { is_ready = true; });
    browser.webRequest.onBeforeRequest.addListener((request) => {
      if (is_ready) return answer(keeper, address_of, request);
      return keeper.ready.then(() => answer(keeper, address_of, request));
    }, kEverything, ['blocking']);
  }

  // tab -> { requestId, url } of the page that a redirect was to lead to: where the policy's own block
  // ends it, the error has the address that it began with.
  const targets = new Map();
  browser.webRequest.onHeadersReceived.addListener(({ tabId, requestId, url, responseHeaders }) => {
    const location = responseHeaders.find(({ name }) => name.toLowerCase() === 'location');
    if (location && URL.canParse(location.value, url)) {
      targets.set(tabId, { requestId, url: new URL(location.value, url).href });
    }
  }, kPages, ['responseHeaders']);
  browser.webRequest.onBeforeRequest.addListener(({ tabId, requestId }) => {
    if (targets.get(tabId)?.requestId !== requestId) targets.delete(tabId);
  }, kPages);
  browser.tabs.onRemoved.addListener((tabId) => targets.delete(tabId));

  // The error can be told of before the redirect that ended in it.
  async function target_of(tabId, url) {
    if (!targets.has(tabId)) await new Promise((done) => setTimeout(done, kTogether));
    return targets.get(tabId)?.url ?? url;
  }

  globalThis.holdfast.watch_requests = watch_requests;
  globalThis.holdfast.browser_part = {
    target_of,
    // No request has the fragment.
    is_caught: (url, keeper) => keeper.matcher.find(url.split('#', 1)[0]) !== undefined,
    keeps_errors: false,
    replace: (tabId, url) => browser.tabs.update(tabId, { url, loadReplace: true }),
  };
})();
