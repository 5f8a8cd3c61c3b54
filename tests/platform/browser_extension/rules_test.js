// Page rules that arrive: taken as a whole, or refused as a whole.
'use strict';
const test = require('node:test');
const assert = require('node:assert');
const rules = require('../../../platform/browser_extension/rules.js');
const { checked_rules, parsed_rules, kNoRules } = rules;

const kRule = {
  id: '3f9c0a1b2c3d4e5f', hosts: ['imginn.com'],
  people: [{ handle: 'her.name', ignore: '', case: 'same',
             pages: [{ host: 'instagram.com', path: '/{handle}' },
                     { host: 'tumblr.com', path: '/', subdomain: true }] }],
};
const kPages = { page: 'http://127.0.53.66/resting', allowed: ['pay.example.org'], rules: [kRule] };
const with_rule = (more) => ({ ...kPages, rules: [{ ...kRule, ...more }] });
const with_page = (page) => with_rule({ people: [{ handle: 'her', pages: [page] }] });

test('takes what the contract says, by object and by text', () => {
  const rules = checked_rules(kPages);
  assert.strictEqual(rules.page, 'http://127.0.53.66/resting');
  assert.deepStrictEqual(rules.allowed, ['pay.example.org']);
  assert.deepStrictEqual(rules.rules[0].people[0].pages,
                         [{ host: 'instagram.com', path: '/{handle}', subdomain: false },
                          { host: 'tumblr.com', path: '/', subdomain: true }]);
  assert.deepStrictEqual(parsed_rules(JSON.stringify(kPages)), rules);
  assert.deepStrictEqual(checked_rules(rules), rules);
});

test('fills in what may be missing', () => {
  assert.deepStrictEqual(checked_rules({ rules: [] }), { ...kNoRules });
  const [rule] = checked_rules({ rules: [{ id: kRule.id, people: [{ handle: 'her', pages: [] }] }] }).rules;
  assert.deepStrictEqual(rule, {
    id: kRule.id, hosts: [], people: [{ handle: 'her', ignore: '', case: 'same', pages: [] }],
  });
});

test('refuses what is not whole', () => {
  for (const pages of [
    null, undefined, 'text', 7, {}, { rules: 'none' }, { rules: [null] }, { ...kPages, allowed: 'x' },
    { ...kPages, allowed: ['a b'] }, with_rule({ id: '3F9C0A1B2C3D4E5F' }), with_rule({ id: 'short' }),
    with_rule({ id: undefined }), with_rule({ hosts: ['Upper.example'] }), with_rule({ hosts: [7] }),
    with_rule({ hosts: ['*.example.org'] }), with_rule({ people: [{ handle: '', pages: [] }] }),
    with_rule({ people: [{ handle: 'her' }] }), with_rule({ people: {} }),
    with_page({ host: 'x.example', path: '{handle}' }), with_page({ host: 'x.example', path: '/her' }),
    with_page({ host: 'x.example/', path: '/{handle}' }), with_page(null),
  ]) {
    assert.strictEqual(checked_rules(pages), undefined, JSON.stringify(pages));
  }
  for (const text of ['', '{', 'null', '[]', undefined, 7]) {
    assert.strictEqual(parsed_rules(text), undefined);
  }
});

test('leads to nothing but a page on this computer', () => {
  const page_of = (page) => checked_rules({ ...kPages, page }).page;
  for (const page of ['http://127.0.0.1:8080/x', 'http://localhost/x', 'http://[::1]/x']) {
    assert.strictEqual(page_of(page), page);
  }
  for (const page of ['https://example.org/', 'http://127.0.0.1.example.org/', 'http://localhost@example.org/',
                      'javascript:alert(1)', 'http://127.0.0.1', undefined, 7]) {
    assert.strictEqual(page_of(page), '', page);
  }
});

test('a rule ends at its end, and the others stay', () => {
  const pages = rules.checked_rules({
    page: 'http://127.0.53.66/resting', allowed: [],
    rules: [
      { id: '0000000000000001', hosts: ['a.example'], until: 100 },
      { id: '0000000000000002', hosts: ['b.example'], until: 200 },
      { id: '0000000000000003', hosts: ['c.example'], until: 'soon' },
    ],
  });
  const ids = (now) => rules.in_force(pages, now).rules.map(({ id }) => id.slice(-1)).join('');
  assert.equal(ids(99), '123');
  assert.equal(ids(100), '23');
  assert.equal(ids(1e12), '3');
  assert.equal(rules.in_force(pages, 99), pages);
  assert.equal(rules.next_end(pages), 100);
  assert.equal(rules.next_end(rules.in_force(pages, 1e12)), Infinity);
});
