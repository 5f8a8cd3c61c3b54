// What arrives as page rules, by managed storage or by the native port, and whether it can be used.
// Nothing in it is trusted to be whole: what cannot be used is refused as a whole, and the rules
// that were there go on holding.
(() => {
  const kId = /^[0-9a-f]{16}$/;
  const kHost = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;
  const kNone = Object.freeze({ page: '', allowed: [], rules: [] });

  const is_text = (value) => typeof value === 'string';
  const is_host = (value) => is_text(value) && kHost.test(value);

  function is_page(page) {
    return typeof page === 'object' && page !== null && is_host(page.host) && is_text(page.path) &&
      page.path.startsWith('/') && (page.subdomain === true || page.path.includes('{handle}'));
  }

  function is_person(person) {
    return typeof person === 'object' && person !== null && is_text(person.handle) &&
      person.handle !== '' && Array.isArray(person.pages) && person.pages.every(is_page);
  }

  function is_rule(rule) {
    return typeof rule === 'object' && rule !== null && kId.test(rule.id) &&
      (rule.hosts ?? []).every(is_host) && (rule.people ?? []).every(is_person);
  }

  // Only a page on this computer: whoever writes rules can send nobody elsewhere.
  function is_loopback(address) {
    return is_text(address) && /^http:\/\/(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?\//.test(address);
  }

  /** Page rules with every list there, or undefined where they cannot be used. */
  function checked(pages) {
    try {
      if (typeof pages !== 'object' || !Array.isArray(pages.rules)) return undefined;
      if (!pages.rules.every(is_rule) || !(pages.allowed ?? []).every(is_host)) return undefined;
    } catch {
      return undefined;
    }
    return {
      page: is_loopback(pages.page) ? pages.page : '',
      allowed: pages.allowed ?? [],
      rules: pages.rules.map((rule) => ({
        id: rule.id,
        ...(Number.isFinite(rule.until) ? { until: rule.until } : {}),
        hosts: rule.hosts ?? [],
        people: (rule.people ?? []).map((person) => ({
          handle: person.handle,
          ignore: person.ignore ?? '',
          case: person.case ?? 'same',
          pages: person.pages.map(({ host, path, subdomain }) =>
            ({ host, path, subdomain: subdomain === true })),
        })),
      })),
    };
  }

  /** Page rules from the text that a policy holds, or undefined. */
  function parsed(text) {
    if (!is_text(text) || text === '') return undefined;
    try {
      return checked(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  /** The rules that have not reached their end; `now` in seconds since 1970. */
  function in_force(pages, now) {
    const rules = pages.rules.filter(({ until }) => until === undefined || now < until);
    return rules.length === pages.rules.length ? pages : { ...pages, rules };
  }

  /** When the next of them ends, in the same seconds; Infinity for never. */
  function next_end(pages) {
    return Math.min(...pages.rules.map(({ until }) => until ?? Infinity), Infinity);
  }

  const rules = { in_force, next_end, kNoRules: kNone, checked_rules: checked, parsed_rules: parsed };
  globalThis.holdfast = Object.assign(globalThis.holdfast ?? {}, rules);
  if (typeof module !== 'undefined') module.exports = rules;
})();
