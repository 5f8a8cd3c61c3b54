// The manifests: the same extension twice, no permission more than the README gives a reason for, and
// every file of the folder packed where it is asked for.
'use strict';
const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');

const kFolder = path.join(__dirname, '../../../platform/browser_extension');
const read = (name) => fs.readFileSync(path.join(kFolder, name), 'utf8');
const manifest = (family) => JSON.parse(read(`${family}/manifest.json`));
const kChromium = manifest('chromium');
const kFirefox = manifest('firefox');

test('both are the same extension', () => {
  for (const key of ['name', 'version', 'description', 'default_locale']) {
    assert.strictEqual(kChromium[key], kFirefox[key], key);
  }
  assert.strictEqual(kChromium.version, '@PROJECT_VERSION@');
});

test('each asks for what it needs and no more', () => {
  assert.deepStrictEqual([...kChromium.permissions].sort(), [
    'declarativeNetRequest', 'nativeMessaging', 'scripting', 'storage', 'webNavigation',
  ]);
  assert.deepStrictEqual(kChromium.host_permissions, ['*://*/*']);
  assert.deepStrictEqual([...kFirefox.permissions].sort(), [
    '*://*/*', 'nativeMessaging', 'scripting', 'storage', 'webNavigation', 'webRequest',
    'webRequestBlocking',
  ]);
  const reasons = read('README.md');
  for (const permission of [...kChromium.permissions, ...kFirefox.permissions]) {
    assert.ok(reasons.includes('`' + permission + '`'), `README.md has no reason for ${permission}`);
  }
});

test('nothing of it can be reached by a web page', () => {
  for (const one of [kChromium, kFirefox]) {
    assert.strictEqual(one.web_accessible_resources, undefined);
    assert.strictEqual(one.externally_connectable, undefined);
    assert.strictEqual(one.content_scripts, undefined);
  }
});

test('every script that is named is packed', () => {
  const packed = new Set(read('CMakeLists.txt').match(/^ +\S+\.js$/gm).map((line) => line.trim()));
  const worker = read('background.js').match(/'([a-z_]+\.js)'/g).map((name) => name.slice(1, -1));
  const tabs = read('hiding.js').match(/'([a-z_]+\.js)'/g).map((name) => name.slice(1, -1));
  const own = ['guard_chromium.js', 'guard_firefox.js'];
  for (const name of [...worker, ...tabs, ...kFirefox.background.scripts]) {
    assert.ok(packed.has(name) || own.includes(name), name);
  }
  const shared = (names) => names.filter((name) => !own.includes(name) && name !== 'background.js');
  assert.deepStrictEqual(shared(worker), shared(kFirefox.background.scripts));
});

test('no script writes to the console or keeps anything but the rules', () => {
  for (const name of fs.readdirSync(kFolder).filter((file) => file.endsWith('.js'))) {
    assert.doesNotMatch(read(name), /console\.|localStorage|indexedDB|document\.cookie/, name);
    for (const [, what] of read(name).matchAll(/storage\.local\.set\((.*?)\)/g)) {
      assert.strictEqual(what, '{ rules }', name);
    }
  }
});
