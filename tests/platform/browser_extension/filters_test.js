// Page rules as filters of Chromium: who goes before whom, and what is left out at the limits.
// What their expressions catch is in urls_test.js.
'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { filters_for } = require('../../../platform/browser_extension/filters.js');
const { checked_rules } = require('../../../platform/browser_extension/rules.js');

const kHers = '3f9c0a1b2c3d4e5f';
const all = async () => true;

function rules_of(rule, more = {}) {
  return checked_rules({ page: 'http://127.0.53.66/resting', rules: [{ id: kHers, ...rule }], ...more });
}

const people = (pages, more = {}) => ({ people: [{ handle: 'her', pages, ...more }] });
const on = (path) => ({ host: 'club.example', path });

test('leads pages away and blocks embeds; nothing of anybody else', async () => {
  const filters = await filters_for(rules_of({ ...people([on('/{handle}')]), hosts: ['viewer.example'] },
                                             { allowed: ['pay.example'] }), all);
  assert.deepStrictEqual(filters.map(({ id }) => id), filters.map((_, i) => i + 1));
  const away = { type: 'redirect', redirect: { url: `http://127.0.53.66/resting?rule=${kHers}` } };
  const kept = filters.map(({ priority, action, condition: { requestDomains, resourceTypes } }) =>
    [priority, action.type, requestDomains, resourceTypes]);
  assert.deepStrictEqual(kept, [
    [1, 'redirect', ['viewer.example'], ['main_frame']],
    [1, 'block', ['viewer.example'], undefined],
    [2, 'allow', ['pay.example'], ['main_frame']],
    [2, 'allow', ['pay.example'], undefined],
    [3, 'redirect', undefined, ['main_frame']],
    [3, 'block', undefined, ['sub_frame', 'object', 'xmlhttprequest']],
  ]);
  assert.deepStrictEqual(filters[0].action, away);
  assert.deepStrictEqual(filters[4].action, away);
});

test('blocks where there is no page to lead to', async () => {
  const filters = await filters_for(rules_of(people([on('/{handle}')]), { page: '' }), all);
  assert.deepStrictEqual(filters.map(({ action }) => action), [{ type: 'block' }, { type: 'block' }]);
});

test('is nothing for no rules', async () => {
  assert.deepStrictEqual(await filters_for(checked_rules({ rules: [] }), all), []);
});

test('leaves to the matcher what no expression can tell', async () => {
  for (const path of ['/#{handle}', '/?a=b&q={handle}', '/{handle}*']) {
    assert.deepStrictEqual(await filters_for(rules_of(people([on(path)])), all), [], path);
  }
  const dashed = { handle: 'her-name' };
  assert.deepStrictEqual(await filters_for(rules_of(people([on('/{handle}-*')], dashed)), all), []);
  const dotted = { handle: 'her.name' };
  const subdomain = { host: 'tumblr.com', path: '/', subdomain: true };
  assert.deepStrictEqual(await filters_for(rules_of(people([subdomain], dotted)), all), []);
});

test('tells case apart in the handle alone', async () => {
  const [filter] = await filters_for(rules_of(people([on('/u/{handle}')], { handle: 'UCx', case: 'distinct' })), all);
  const { regexFilter, isUrlFilterCaseSensitive } = filter.condition;
  assert.strictEqual(isUrlFilterCaseSensitive, true);
  assert.match('https://club.example/U/UCx', new RegExp(regexFilter));
  assert.doesNotMatch('https://club.example/u/ucx', new RegExp(regexFilter));
});

test('stays within the browser\'s limits, main frames first', async () => {
  const many = Array.from({ length: 1200 }, (_, i) => on(`/${i}/{handle}`));
  const filters = await filters_for(rules_of({ ...people(many), hosts: ['viewer.example'] }), all);
  const expressions = filters.filter(({ condition }) => condition.regexFilter !== undefined);
  assert.strictEqual(expressions.length, 1000);
  assert.ok(expressions.every(({ action }) => action.type === 'redirect'));
  const some = await filters_for(rules_of(people(many.slice(0, 600))), all);
  assert.strictEqual(some.filter(({ action }) => action.type === 'redirect').length, 600);
  assert.strictEqual(some.filter(({ action }) => action.type === 'block').length, 400);
  const refused = await filters_for(rules_of(people([on('/long/{handle}'), on('/{handle}')])),
                                    async (expression) => !expression.includes('long'));
  assert.strictEqual(refused.length, 2);
});
