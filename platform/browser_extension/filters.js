// Page rules as Chromium's declarativeNetRequest takes them: the part that holds while the worker
// sleeps. A filter catches no more than the matcher does (but for a parameter that is given twice); it
// may catch less, since the matcher looks at every navigation as well.
(() => {
  const { split_path, bytes_of } = globalThis.holdfast?.Matcher
    ? globalThis.holdfast : require('./matcher.js');

  const kMark = '{handle}';
  // Chromium's limit for rules with a regular expression.
  const kMostExpressions = 1000;
  // Spellings of a host that people meet: a regular expression may take 2 KB once it is compiled.
  const kSpelling = '(?:(?:www|m|[a-z]{2}(?:-[a-z]{2})?)\\.)?';
  const kNoLanguages = ['go', 'id', 'my', 'on', 'tv'];
  // A rule for a person goes above what is allowed, which goes above whole domains.
  const kWhole = 1;
  const kAllowed = 2;
  const kPerson = 3;
  // What of a person's page another page can show or read.
  const kEmbeds = ['sub_frame', 'object', 'xmlhttprequest'];

  const kind_page = (page, id) => `${page}?rule=${id}`;

  // Bytes as an address spells them, as an expression; `fold` where letters stand for both cases.
  function literal(bytes, fold) {
    return [...bytes].map((c) => {
      if (/[a-z]/i.test(c)) return fold ? `[${c.toLowerCase()}${c.toUpperCase()}]` : c;
      if (/[0-9_~@:-]/.test(c)) return c;
      if (/[.$!*'()+,;=]/.test(c)) return '\\' + c;
      return '%' + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
    }).join('');
  }

  // One part of a path or query; undefined where only the matcher can tell.
  function part_expression(part, person) {
    const fold = person.case === 'distinct';
    if (part === '*') return '[^/?#&]+';
    const at = part.indexOf(kMark);
    if (at < 0) return literal(part, fold);
    const handle = bytes_of(person.handle);
    const after = part.slice(at + kMark.length);
    const open_end = after.endsWith('*');
    const ending = open_end ? after.slice(0, -1) : after;
    if (open_end && (ending === '' || handle.includes(ending))) return undefined;
    return literal(part.slice(0, at), fold) + literal(handle, false) + literal(ending, fold) +
      (open_end ? '[^/?#&]*' : '');
  }

  /** The regular expression for a page of a person, or undefined where there can be none. */
  function expression_of(page, person) {
    const { segments, query, fragment } = split_path(bytes_of(page.path));
    // No request has the fragment; parameters come in any order.
    if (fragment.length > 0 || query.length > 1) return undefined;
    const parts = segments.map((part) => part_expression(part, person));
    const [key, value] = query.length > 0 ? query[0] : ['', ''];
    const wanted = part_expression(value, person);
    if (parts.includes(undefined) || wanted === undefined) return undefined;
    if (page.subdomain && person.handle.includes('.')) return undefined;
    const label = literal(bytes_of(person.handle), false);
    const host = page.subdomain ? '(?:www\\.)?' + label + '\\.' : kSpelling;
    const path = parts.map((part) => '/+' + part).join('');
    const start = `^https?://${host}${literal(page.host, false)}(?::\\d+)?${path}`;
    if (query.length === 0) return parts.length > 0 ? `${start}(?:[/?]|$)` : `${start}/`;
    const fold = person.case === 'distinct';
    return `${start}(?:/[^?]*)?\\?(?:[^?]*&)?${literal(key, fold)}=${wanted}(?:&|$)`;
  }

  function person_condition(page, person) {
    const regexFilter = expression_of(page, person);
    if (regexFilter === undefined) return undefined;
    const condition = { regexFilter, isUrlFilterCaseSensitive: person.case === 'distinct' };
    if (!page.subdomain) {
      condition.excludedRequestDomains = kNoLanguages.map((label) => `${label}.${page.host}`);
    }
    return condition;
  }

  // { id, condition } of each page that a filter can catch.
  function person_conditions(rules) {
    const found = [];
    for (const rule of rules.rules) {
      for (const person of rule.people) {
        for (const page of person.pages) {
          const condition = person_condition(page, person);
          if (condition) found.push({ id: rule.id, condition });
        }
      }
    }
    return found;
  }

  // Without a page to go to, the navigation ends with an error that the guard answers.
  function instead(page, id) {
    if (page === '') return { type: 'block' };
    return { type: 'redirect', redirect: { url: kind_page(page, id) } };
  }

  function whole_filters(rules) {
    const filters = [];
    for (const { id, hosts } of rules.rules) {
      if (hosts.length === 0) continue;
      const requestDomains = hosts;
      filters.push({ priority: kWhole, action: instead(rules.page, id),
                     condition: { requestDomains, resourceTypes: ['main_frame'] } });
      // No types: all but the main frame.
      filters.push({ priority: kWhole, action: { type: 'block' }, condition: { requestDomains } });
    }
    if (rules.allowed.length > 0) {
      const requestDomains = rules.allowed;
      filters.push({ priority: kAllowed, action: { type: 'allow' },
                     condition: { requestDomains, resourceTypes: ['main_frame'] } });
      filters.push({ priority: kAllowed, action: { type: 'allow' }, condition: { requestDomains } });
    }
    return filters;
  }

  /** The filters for page rules. `is_supported(expression, case_sensitive)` promises whether the
      browser takes a regular expression. Beyond the browser's limits pages are left to the matcher,
      embeds first. */
  async function filters_for(rules, is_supported) {
    const conditions = [];
    for (const found of person_conditions(rules)) {
      if (conditions.length === kMostExpressions) break;
      const { regexFilter, isUrlFilterCaseSensitive } = found.condition;
      if (await is_supported(regexFilter, isUrlFilterCaseSensitive)) conditions.push(found);
    }
    const filters = whole_filters(rules);
    for (const { id, condition } of conditions) {
      filters.push({ priority: kPerson, action: instead(rules.page, id),
                     condition: { ...condition, resourceTypes: ['main_frame'] } });
    }
    for (const { condition } of conditions.slice(0, kMostExpressions - conditions.length)) {
      filters.push({ priority: kPerson, action: { type: 'block' },
                     condition: { ...condition, resourceTypes: kEmbeds } });
    }
    return filters.map((filter, i) => ({ id: i + 1, ...filter }));
  }

  const filters = { filters_for, kind_page, kEmbeds };
  globalThis.holdfast = Object.assign(globalThis.holdfast ?? {}, filters);
  if (typeof module !== 'undefined') module.exports = filters;
})();
