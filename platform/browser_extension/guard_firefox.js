// What only Firefox has: requests that wait for an answer, and a page replaced by its tab.
(() => {
  const { kEmbeds } = globalThis.holdfast;

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
    }, { urls: ['*://*/*'] }, ['blocking']);
  }

  // No request has the fragment.
  const is_caught = (url, keeper) => keeper.matcher.find(url.split('#', 1)[0]) !== undefined;

  async function replace(tabId, url) {
    await browser.tabs.update(tabId, { url, loadReplace: true });
  }

  Object.assign(globalThis.holdfast, { watch_requests, browser_part: { replace, is_caught } });
})();
