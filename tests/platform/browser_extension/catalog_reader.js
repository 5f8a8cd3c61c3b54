// As much of the catalog's TOML as its files use, and the people of page rules made from it: a second
// opinion beside policy/page_rules.cc.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const kCatalog = path.join(__dirname, '../../../policy/catalog');

// Strings, whole numbers, booleans, lists, tables in one line: JSON, but for its commas and keys.
function value_of(text) {
  const json = text.replace(/("(?:[^"\\]|\\.)*")|#[^\n]*|,(?=\s*[\]}])|(\w+)\s*=|=/g,
                            (all, string, key) => string ?? (key ? `"${key}":` : all === '=' ? ':' : ''));
  return JSON.parse(json);
}

function read_toml(text) {
  const root = {};
  let table = root;
  const statement = /^(?:#.*|\[(\w+)\]|(\w+|"[^"]*") *= *([^]*?))\n(?=["\w#[]|\s*$|\n)/gm;
  for (const [, name, key, value] of text.matchAll(statement)) {
    if (name) table = root[name] = {};
    if (key) table[key.replace(/"/g, '')] = value_of(value);
  }
  return root;
}

/** All services of the catalog by their ids. */
function read_catalog() {
  const services = new Map();
  for (const file of fs.readdirSync(kCatalog).filter((name) => name.endsWith('.toml'))) {
    const service = read_toml(fs.readFileSync(path.join(kCatalog, file), 'utf8'));
    services.set(service.id, service);
  }
  return services;
}

// `a-z0-9._-` as an expression; a `-` that makes no range is itself.
function fits({ chars = 'a-z0-9._-', min = 1, max = 64, prefix = '', case: letters, unicode }, handle) {
  const ranges = chars.replace(/[.\\\]^$]/g, '\\$&').replace(/-$/, '\\-');
  const form = new RegExp(`^[${ranges}${unicode ? '\\u0080-\\uffff' : ''}]+$`, letters === 'distinct' ? '' : 'i');
  const size = Buffer.byteLength(handle);
  return form.test(handle) && size >= min && size <= max && handle.startsWith(prefix);
}

function pages_of(service, mark) {
  const links = Object.values(service.pages ?? {}).flat().filter((link) => link.includes(mark));
  return links.flatMap((link) => {
    const hosts = link.startsWith('/') ? service.hosts : [''];
    return hosts.map((host) => {
      const whole = (host + link).replace(mark, '{handle}');
      const slash = (whole + '/').indexOf('/');
      const page = { host: whole.slice(0, slash), path: whole.slice(slash) || '/' };
      if (!page.host.startsWith('{handle}.')) return page;
      return { host: page.host.slice('{handle}.'.length), path: page.path, subdomain: true };
    });
  });
}

/** The people of a page rule for one handle. */
function people_of(service, handle) {
  const by_number = service.number !== undefined && fits(service.number, handle);
  const rule = (by_number ? service.number : service.handle) ?? {};
  const pages = pages_of(service, by_number ? '{id}' : '{handle}');
  const person = { handle, ignore: rule.ignore ?? '', case: rule.case ?? 'same', pages };
  if (!service.federated) return [person];
  const [local, server] = handle.split('@');
  return [person, { ...person, handle: local, pages: pages.filter(({ host }) => host === server) }];
}

module.exports = { read_catalog, people_of };
