// What is hidden for a link, in Chromium on a page of cases: selectors need a real one. Without any
// network, and without the extension.
'use strict';
const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const { is_named } = require('../../../platform/browser_extension/tiles.js');

const kExtension = path.join(__dirname, '../../../platform/browser_extension');
const kPages = [{ host: 'club.example', path: '/{handle}' }];
const kPeople = ['her', 'her.story'].map((handle) => ({ handle, pages: kPages }));
const kRules = { page: '', rules: [{ id: '3f9c0a1b2c3d4e5f', people: kPeople }] };

// Runs in the page: hides as content.js does, and tells of each case what is wrong.
function check(rules) {
  const { Matcher, checked_rules, what_to_hide, what_to_hide_named, is_named } = globalThis.holdfast;
  const matcher = new Matcher(checked_rules(rules));
  const person_in = (address) => matcher.person_in(address);
  return [...document.querySelectorAll('[data-case]')].map((section) => {
    const hidden = new Set();
    for (const link of section.querySelectorAll('a[href]')) {
      if (person_in(link.href)?.id !== undefined) hidden.add(what_to_hide(link, person_in));
    }
    for (const named of section.querySelectorAll('img[alt], button[aria-label]')) {
      const text = named.getAttribute('aria-label') ?? named.alt;
      if (matcher.handles_on('www.club.example').some((handle) => is_named(text, handle))) {
        hidden.add(what_to_hide_named(named, person_in));
      }
    }
    // Inside of what is hidden, more may be.
    for (const element of [...hidden]) {
      if ([...hidden].some((other) => other !== element && other.contains(element))) hidden.delete(element);
    }
    const wanted = new Set(section.querySelectorAll('[data-hidden]'));
    const wrong = [...wanted, ...hidden].filter((element) => wanted.has(element) !== hidden.has(element));
    return { name: section.dataset.case, wrong: wrong.map((element) => element.outerHTML.slice(0, 90)) };
  });
}

function run_page() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-tiles-'));
  try {
    const scripts = ['matcher.js', 'rules.js', 'tiles.js'].map((name) => fs.readFileSync(path.join(kExtension, name)));
    const report = `document.title = 'done'; const report = (${check})(${JSON.stringify(kRules)});
      document.documentElement.innerHTML = '<pre>' + encodeURIComponent(JSON.stringify(report)) + '</pre>';`;
    const cases = fs.readFileSync(path.join(__dirname, 'tiles_cases.html'), 'utf8');
    const page = path.join(folder, 'page.html');
    fs.writeFileSync(page, `${cases}<script>${[...scripts, report].join('\n')}</script>`);
    const { stdout, stderr } = spawnSync('unshare', [
      '--net', '--map-root-user', 'chromium', '--headless=new', '--no-sandbox', '--disable-gpu',
      '--disable-dev-shm-usage', '--no-first-run', `--user-data-dir=${folder}/profile`, '--dump-dom',
      'file://' + page,
    ], { encoding: 'utf8', timeout: 50000, env: { ...process.env, HOME: folder } });
    const found = /<pre>(.*?)<\/pre>/.exec(stdout);
    assert.ok(found, stderr);
    return JSON.parse(decodeURIComponent(found[1]));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

test('a text names a handle that tells, and not a longer one', () => {
  for (const text of ['her.story', "her.story's picture", 'Story by HER.STORY, seen', 'With @her.story.']) {
    assert.ok(is_named(text, 'her.story'), text);
  }
  for (const text of ['her.storyteller', 'x.her.story', 'her.story.fan', 'her story', '', 'her-her.story']) {
    assert.ok(!is_named(text, 'her.story'), text);
  }
  assert.ok(!is_named("Anna's picture", 'anna'));
  assert.ok(is_named('annamaria on the beach', 'annamaria'));
});

for (const { name, wrong } of run_page()) {
  test(name, () => assert.deepStrictEqual(wrong, []));
}
