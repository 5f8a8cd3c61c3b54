// Whether a link leads to a page that is out of reach. Gives the answers that policy/link.cc and
// policy/catalog_match.cc give, and is read next to them: texts are UTF-8 bytes here as there, one
// character of a string each. A pure classic script: it runs as worker, background page and content
// script, and under node.
(() => {
  const kMark = '{handle}';
  const kAnything = '*';  // a whole part of a path, or the end of one

  // The first labels under which services show the same pages once more.
  const kSpellings = new Set([
    'www', 'm', 'mobile', 'mbasic', 'touch', 'web', 'old', 'new', 'amp', 'free', '0', 'z-m',
  ]);
  // Two letters that open something else: `on.soundcloud.com`, `id.vk.com`.
  const kNoLanguages = new Set(['go', 'id', 'my', 'on', 'tv']);

  function is_spelling(label) {
    const language = /^[a-z]{2}(-[a-z]{2})?$/.test(label) && !kNoLanguages.has(label);
    return language || kSpellings.has(label);
  }

  const lower = (text) => text.replace(/[A-Z]/g, (c) => c.toLowerCase());
  const same = (a, b) => a.length === b.length && lower(a) === lower(b);

  function bytes_of(text) {
    if (/^[\0-\x7f]*$/.test(text)) return text;
    return Array.from(new TextEncoder().encode(text), (b) => String.fromCharCode(b)).join('');
  }

  const percent_decoded = (text) =>
    text.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

  function split_segments(path) {
    const segments = [];
    for (const raw of path.split(/[/\\]/)) {
      const segment = percent_decoded(raw);
      if (segment === '..') {
        segments.pop();
      } else if (segment !== '' && segment !== '.') {
        segments.push(segment);
      }
    }
    return segments;
  }

  const form_decoded = (text) => percent_decoded(text.replace(/\+/g, ' '));

  function split_query(query) {
    return query.split('&').filter((pair) => pair !== '').map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) return [form_decoded(pair), ''];
      return [form_decoded(pair.slice(0, equals)), form_decoded(pair.slice(equals + 1))];
    });
  }

  /** A path with query and fragment, in the form that two spellings of one page share. */
  function split_path(rest) {
    const [, path, query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/.exec(rest);
    return {
      segments: split_segments(path),
      query: split_query(query ?? ''),
      fragment: split_segments(fragment ?? ''),
    };
  }

  // What stands for the mark, or undefined.
  function match_mark(before, after, text) {
    if (!same(text.slice(0, before.length), before)) return undefined;
    const behind = text.slice(before.length);
    const open_end = after.endsWith(kAnything);
    const literal = open_end ? after.slice(0, -kAnything.length) : after;
    const end = open_end ? behind.indexOf(literal) : behind.length - literal.length;
    if (end <= 0 || !same(behind.slice(end, end + literal.length), literal)) return undefined;
    return behind.slice(0, end);
  }

  function match_part(pattern, text, found) {
    if (pattern === kAnything) return true;
    const at = pattern.indexOf(kMark);
    if (at < 0) return same(pattern, text);
    found.written = match_mark(pattern.slice(0, at), pattern.slice(at + kMark.length), text);
    return found.written !== undefined;
  }

  const match_segments = (pattern, link, found) =>
    pattern.length <= link.length && pattern.every((part, i) => match_part(part, link[i], found));

  const match_query = (pattern, link, found) => pattern.every(([key, value]) => {
    const same_key = link.find((pair) => same(pair[0], key));
    return same_key !== undefined && match_part(value, same_key[1], found);
  });

  // `her` of `her.tumblr.com` and `www.her.tumblr.com`.
  function match_subdomain(host, of) {
    if (!host.endsWith('.' + of)) return undefined;
    const label = host.slice(0, -of.length - 1).replace(/^www\./, '');
    return label === '' || label.includes('.') ? undefined : label;
  }

  const is_spelling_of = (host, of) =>
    host === of || (host.endsWith('.' + of) && is_spelling(host.slice(0, -of.length - 1)));

  // The person whom a link shows as one page of a rule has it: { written, exact }, or undefined.
  function match_page(page, link) {
    const found = { written: undefined };
    if (page.subdomain) {
      found.written = match_subdomain(link.host, page.host);
      if (found.written === undefined) return undefined;
    } else if (!is_spelling_of(link.host, page.host)) {
      return undefined;
    }
    const { segments, query, fragment } = page.wanted;
    const matches = match_segments(segments, link.page.segments, found) &&
      match_query(query, link.page.query, found) &&
      match_segments(fragment, link.page.fragment, found);
    if (!matches || found.written === undefined) return undefined;
    return { written: found.written, exact: segments.length === link.page.segments.length };
  }

  /** Takes an absolute http or https address apart; undefined for any other text. */
  function split_link(address) {
    let url;
    try {
      url = new URL(address);
    } catch {
      return undefined;
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
    return {
      host: url.hostname.replace(/\.$/, ''),
      page: split_path(bytes_of(url.pathname + url.search + url.hash)),
    };
  }

  // The spelling in which a service counts what a link writes as a handle.
  function canonical(person, written) {
    let handle = written.startsWith('@') ? written.slice(1) : written;
    if (person.ignore) handle = [...handle].filter((c) => !person.ignore.includes(c)).join('');
    return person.case === 'distinct' ? handle : lower(handle);
  }

  function* domains_of(host) {
    yield host;
    for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      yield host.slice(dot + 1);
    }
  }

  class Matcher {
    constructor(rules) {
      this.allowed_ = new Set(rules.allowed);
      this.whole_ = new Map();  // domain -> id
      this.pages_ = new Map();  // host of a page -> what is there
      for (const rule of rules.rules) {
        for (const host of rule.hosts) {
          if (!this.whole_.has(host)) this.whole_.set(host, rule.id);
        }
        for (const person of rule.people) this.add_person(rule.id, person);
      }
    }

    add_person(id, person) {
      const shared = { id, ignore: bytes_of(person.ignore), case: person.case };
      shared.handle = canonical(shared, bytes_of(person.handle));
      for (const { host, path, subdomain } of person.pages) {
        const page = { host, subdomain, wanted: split_path(bytes_of(path)) };
        if (!this.pages_.has(host)) this.pages_.set(host, []);
        this.pages_.get(host).push({ page, person: shared });
      }
    }

    /** The rule that a link falls under: { id, whole }, or undefined. `whole`: all of its host. */
    find(address) {
      const link = split_link(address);
      if (link === undefined) return undefined;
      const id = this.person_of(link)?.id ?? undefined;
      if (id !== undefined) return { id, whole: false };
      const domain = this.whole_domain_of(link.host);
      return domain === undefined ? undefined : { id: this.whole_.get(domain), whole: true };
    }

    /** Whoever stands in a link where the pages of somebody blocked have the handle:
        { id, exact }; the id is undefined for other people, and `exact` false for a page below. */
    person_in(address) {
      const link = split_link(address);
      return link === undefined ? undefined : this.person_of(link);
    }

    /** The hosts on which somebody has pages that are out of reach. */
    hosts_of_people() {
      return [...this.pages_.keys()].sort();
    }

    /** The handles, as bytes, of who has pages on a host. */
    handles_on(host) {
      const handles = new Set();
      for (const domain of domains_of(host)) {
        for (const { page, person } of this.pages_.get(domain) ?? []) {
          if (is_spelling_of(host, page.host)) handles.add(person.handle);
        }
      }
      return [...handles];
    }

    person_of(link) {
      let other;
      for (const domain of domains_of(link.host)) {
        for (const { page, person } of this.pages_.get(domain) ?? []) {
          const found = match_page(page, link);
          if (found === undefined) continue;
          if (canonical(person, found.written) === person.handle) {
            return { id: person.id, exact: found.exact };
          }
          if (other === undefined || found.exact) other = { id: undefined, exact: found.exact };
        }
      }
      return other;
    }

    whole_domain_of(host) {
      let blocked;
      for (const domain of domains_of(host)) {
        if (this.allowed_.has(domain)) return undefined;
        if (blocked === undefined && this.whole_.has(domain)) blocked = domain;
      }
      return blocked;
    }
  }

  const matcher = { Matcher, split_path, bytes_of };
  globalThis.holdfast = Object.assign(globalThis.holdfast ?? {}, matcher);
  if (typeof module !== 'undefined') module.exports = matcher;
})();
