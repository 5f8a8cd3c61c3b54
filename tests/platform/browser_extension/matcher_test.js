// The matcher on what a table cannot say well: whole domains, what is allowed, odd patterns, spellings.
'use strict';
const test = require('node:test');
const assert = require('node:assert');
const { Matcher, split_path } = require('../../../platform/browser_extension/matcher.js');
const { checked_rules } = require('../../../platform/browser_extension/rules.js');

const kHers = '3f9c0a1b2c3d4e5f';
const kOthers = '00000000000000aa';

function matcher_of(rules, allowed = []) {
  return new Matcher(checked_rules({ page: 'http://127.0.53.66/resting', allowed, rules }));
}

function person(handle, links, more = {}) {
  const pages = links.map((link) => {
    const slash = link.indexOf('/');
    return { host: link.slice(0, slash), path: link.slice(slash) };
  });
  return { id: kHers, people: [{ handle, pages, ...more }] };
}

function check(matcher, blocked, free) {
  for (const link of blocked) {
    assert.deepStrictEqual(matcher.find(link), { id: kHers, whole: false }, link);
  }
  for (const link of free) assert.strictEqual(matcher.find(link), undefined, link);
}

test('sees through spellings as policy/catalog_match.cc does', () => {
  check(matcher_of([person('her.name', ['instagram.com/{handle}', 'instagram.com/stories/{handle}'])]), [
    'https://instagram.com/her.name', 'https://www.instagram.com/her.name/',
    'https://WWW.Instagram.COM./Her.Name?hl=en', 'https://m.instagram.com//her%2Ename//',
    'https://instagram.com/%68er.name/#top', 'https://instagram.com/x/../her.name',
    'https://instagram.com/x/%2e%2E/./her.name', 'https://instagram.com/Stories/her.name/12345/',
    'https://instagram.com/her.name/tagged/', 'https://instagram.com\\her.name',
    'http://user@instagram.com:8080/her.name', 'https://de.instagram.com/her.name',
    'https://en-gb.instagram.com/her.name', 'https://instagram.com/@her.name',
    'https://insta\tgram.com/her.name',
  ], [
    'https://instagram.com/', 'https://instagram.com/her.name_fan', 'https://instagram.com/aher.name',
    'https://instagram.com/her.nam', 'https://help.instagram.com/her.name',
    'https://id.instagram.com/her.name', 'https://www.m.instagram.com/her.name',
    'https://instagram.com.example.org/her.name', 'https://notinstagram.com/her.name',
    'https://instagram.com/explore/her.name', 'https://instagram.com/her%20name',
    'https://instagram.com/%', 'https://instagram.com/%ff', 'https://instagram.com/her.name%2Ffan',
    'https://instagram.com/p/abc?next=/her.name', 'ftp://instagram.com/her.name', 'about:blank',
    'not a link', '',
  ]);
});

test('knows queries, fragments, text around the mark and `*`', () => {
  check(matcher_of([person('1234567', [
    'club.example/show/{handle}', 'club.example/show/{handle}-*', 'club.example/people/*/{handle}',
    'club.example/?b=x&user={handle}', 'club.example/k/#@{handle}', 'club.example/write{handle}',
  ])]), [
    'https://club.example/show/1234567', 'https://club.example/show/1234567-her-name',
    'https://club.example/people/Her-Name/1234567', 'https://club.example/?USER=1234567&a=1&B=X',
    'https://club.example/any/where?b=x&user=%31234567', 'https://club.example/k/#@1234567',
    'https://club.example/k/?x#@1234567/more', 'https://club.example/Write1234567',
  ], [
    'https://club.example/show/12345678', 'https://club.example/show/12345678-her',
    'https://club.example/show/1234567a', 'https://club.example/people/1234567',
    'https://club.example/?user=1234567', 'https://club.example/?b=x&user=1&user=1234567',
    'https://club.example/k/#1234567', 'https://club.example/k/@1234567',
  ]);
});

test('tells case apart where the service does, and drops what it drops', () => {
  check(matcher_of([person('UCabc', ['tube.example/channel/{handle}'], { case: 'distinct' })]),
        ['https://tube.example/Channel/UCabc'], ['https://tube.example/channel/ucabc']);
  check(matcher_of([person('15551234567', ['wa.example/send?phone={handle}'], { ignore: '+ -.()' })]),
        ['https://wa.example/send?phone=%2B1%20(555)%20123-4567', 'https://wa.example/send/?phone=+15551234567'],
        ['https://wa.example/send?phone=15551234568']);
  check(matcher_of([person('her-müller', ['in.example/in/{handle}'])]),
        ['https://in.example/in/her-m%C3%BCller', 'https://in.example/in/Her-müller'],
        ['https://in.example/in/her-muller']);
});

test('takes the label before a host as the handle', () => {
  const pages = [{ host: 'tumblr.com', path: '/', subdomain: true }];
  check(matcher_of([{ id: kHers, people: [{ handle: 'her-name', pages }] }]),
        ['https://Her-Name.tumblr.com/post/1', 'https://www.her-name.tumblr.com'],
        ['https://tumblr.com/her-name', 'https://x.her-name.tumblr.com/', 'https://www.tumblr.com/']);
});

test('holds whole domains, but for what is allowed in them', () => {
  const matcher = matcher_of([{ id: kOthers, hosts: ['example.org', 'sub.allowed.example'] },
                              person('her', ['example.org/{handle}'])],
                             ['pay.example.org', 'allowed.example']);
  const whole = { id: kOthers, whole: true };
  assert.deepStrictEqual(matcher.find('https://www.example.org/x'), whole);
  assert.deepStrictEqual(matcher.find('http://example.org.:8080'), whole);
  assert.deepStrictEqual(matcher.find('https://example.org/her'), { id: kHers, whole: false });
  assert.strictEqual(matcher.find('https://a.pay.example.org/'), undefined);
  assert.strictEqual(matcher.find('https://sub.allowed.example/'), undefined);
  assert.strictEqual(matcher.find('https://badexample.org/'), undefined);
});

test('says who stands in a link', () => {
  const matcher = matcher_of([person('her', ['x.example/{handle}', 'x.example/u/{handle}'])]);
  assert.deepStrictEqual(matcher.person_in('https://x.example/her'), { id: kHers, exact: true });
  assert.deepStrictEqual(matcher.person_in('https://x.example/him'), { id: undefined, exact: true });
  assert.deepStrictEqual(matcher.person_in('https://x.example/p/1'), { id: undefined, exact: false });
  assert.strictEqual(matcher.person_in('https://x.example/'), undefined);
  assert.deepStrictEqual(matcher.hosts_of_people(), ['x.example']);
  assert.deepStrictEqual(matcher.handles_on('www.x.example'), ['her']);
  assert.deepStrictEqual(matcher.handles_on('help.x.example'), []);
});

test('takes paths apart as policy/link.cc does', () => {
  assert.deepStrictEqual(split_path('/a//./b\\..\\c%2Fd/?x=1+2&&y=%26&=z&w#p/../q?r'), {
    segments: ['a', 'c/d'], query: [['x', '1 2'], ['y', '&'], ['', 'z'], ['w', '']],
    fragment: ['q?r'],
  });
  assert.deepStrictEqual(split_path('/%4/%zz/%'), { segments: ['%4', '%zz', '%'], query: [], fragment: [] });
});
