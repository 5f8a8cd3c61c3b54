// What only Chromium has: filters that hold while the worker sleeps, and a page replaced from within.
(() => {
  const { filters_for } = globalThis.holdfast;

  async function is_supported(regex, isCaseSensitive) {
    const { isSupported } =
      await chrome.declarativeNetRequest.isRegexSupported({ regex, isCaseSensitive });
    return isSupported;
  }

  /** Puts the filters for page rules in place of those that are there. */
  async function set_filters(rules) {
    const there = await chrome.declarativeNetRequest.getDynamicRules();
    const removeRuleIds = there.map(({ id }) => id);
    const addRules = await filters_for(rules, is_supported);
    try {
      await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds, addRules });
    } catch {
      // Whole domains at least: the matcher catches the rest.
      const whole = addRules.filter(({ condition }) => condition.regexFilter === undefined);
      await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds, addRules: whole });
    }
  }

  // Runs in the page. From there a page of the web can be put in its place; one of an extension
  // cannot, so that the way back leads to the start of the site instead.
  function leave(address) {
    document.documentElement.style.setProperty('visibility', 'hidden', 'important');
    window.stop();
    if (address === undefined) {
      history.replaceState(null, '', '/');
    } else {
      location.replace(address);
    }
  }

  async function replace(tabId, address) {
    const in_place = address.startsWith('http:');
    await chrome.scripting.executeScript({
      target: { tabId }, func: leave, args: in_place ? [address] : [], injectImmediately: true,
    });
    if (!in_place) await chrome.tabs.update(tabId, { url: address });
  }

  globalThis.holdfast.set_filters = set_filters;
  globalThis.holdfast.browser_part = {
    target_of: async (_, url) => url,
    // The policy's own block comes first, and is an error. To be there before it is worth a second
    // request for the kind page.
    is_caught: () => false,
    keeps_errors: true,
    replace,
  };
})();
