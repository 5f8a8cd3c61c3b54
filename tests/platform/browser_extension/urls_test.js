// The table of links, by the page rules of the catalog: what the matcher says of each, and that the
// filters of Chromium never catch more.
'use strict';
const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { Matcher } = require('../../../platform/browser_extension/matcher.js');
const { checked_rules } = require('../../../platform/browser_extension/rules.js');
const { filters_for } = require('../../../platform/browser_extension/filters.js');
const { read_catalog, people_of } = require('./catalog_reader.js');

const kId = '3f9c0a1b2c3d4e5f';
const kCatalog = read_catalog();

// A line: { number, blocked, service, handle, link }.
function read_table() {
  const text = fs.readFileSync(path.join(__dirname, '../../policy/pages/urls.txt'), 'utf8');
  return text.split('\n').map((line, i) => ({ number: i + 1, line }))
    .filter(({ line }) => line !== '' && !line.startsWith('#')).map(({ number, line }) => {
      const found = /^(blocked|not) ([a-z0-9-]+)\/(\S+) (\S+)$/.exec(line);
      assert.ok(found, `urls.txt:${number}: blocked|not SERVICE/HANDLE LINK`);
      const [, word, service, handle, link] = found;
      return { number, blocked: word === 'blocked', service, handle, link };
    });
}

const kTable = read_table();
const rules_of = ({ service, handle }) => checked_rules({
  page: 'http://127.0.53.66/resting',
  rules: [{ id: kId, people: people_of(kCatalog.get(service), handle) }],
});

test('has every service, and links enough', () => {
  assert.ok(kTable.length >= 300, `${kTable.length} links`);
  assert.deepStrictEqual([...new Set(kTable.map(({ service }) => service))].sort(),
                         [...kCatalog.keys()].sort());
  assert.strictEqual(new Set(kTable.map(({ service, handle, link }) => service + handle + link)).size,
                     kTable.length);
});

test('every page of the catalog has a link in the table', () => {
  for (const [id, service] of kCatalog) {
    const lines = kTable.filter((line) => line.service === id && line.blocked);
    for (const link of Object.values(service.pages ?? {}).flat()) {
      const pages = Object.fromEntries([['profile', link]]);
      const reached = lines.some((line) => {
        const people = people_of({ ...service, pages }, line.handle);
        const rules = checked_rules({ page: '', rules: [{ id: kId, people }] });
        return new Matcher(rules).find(line.link) !== undefined;
      });
      assert.ok(reached, `${id}: no link for ${link}`);
    }
  }
});

test('is what the matcher says', () => {
  const wrong = kTable.filter((line) => {
    const found = new Matcher(rules_of(line)).find(line.link);
    return (found !== undefined) !== line.blocked;
  });
  assert.deepStrictEqual(wrong.map(({ number, link }) => `urls.txt:${number} ${link}`), []);
});

// As a browser sends it: without the fragment.
function is_caught(filters, link) {
  const url = new URL(link);
  url.hash = '';
  return filters.some(({ condition }) => {
    const { regexFilter, isUrlFilterCaseSensitive, excludedRequestDomains = [] } = condition;
    const excluded = excludedRequestDomains.some((domain) =>
      url.hostname === domain || url.hostname.endsWith('.' + domain));
    return !excluded && new RegExp(regexFilter, isUrlFilterCaseSensitive ? '' : 'i').test(url.href);
  });
}

test('filters catch nothing that is not blocked, and most of what is', async () => {
  let caught = 0;
  const wrong = [];
  for (const line of kTable) {
    const is = is_caught(await filters_for(rules_of(line), async () => true), line.link);
    if (is && !line.blocked) wrong.push(`urls.txt:${line.number} ${line.link}`);
    if (is) ++caught;
  }
  assert.deepStrictEqual(wrong, []);
  const blocked = kTable.filter((line) => line.blocked).length;
  assert.ok(caught > blocked * 0.65, `${caught} of ${blocked}`);
});
