// Hides what shows somebody out of reach in a page of the service, before it is painted, and shows it
// again when the rule is lifted. It writes nothing into the page but `display: none`.
(() => {
  // The script may be put into a page that has it.
  if (globalThis.holdfast.is_hiding) return;
  globalThis.holdfast.is_hiding = true;

  const api = globalThis.browser ?? globalThis.chrome;
  const { Matcher, kNoRules, what_to_hide } = globalThis.holdfast;
  const kLinks = 'a[href],area[href]';

  let matcher;
  let people = new Map();    // address -> who it leads to; few addresses are on a page many times
  const hidden = new Map();  // element -> { links, display, priority }
  const roots = [];          // the document, and what is behind its custom elements

  function person_in(address) {
    if (typeof address !== 'string') return undefined;  // a link of an SVG picture
    if (!people.has(address)) people.set(address, matcher.person_in(address));
    return people.get(address);
  }

  const is_out_of_reach = (link) => person_in(link.href)?.id !== undefined;

  function hide(element, link) {
    const before = hidden.get(element);
    if (before) {
      before.links.add(link);
    } else {
      const { style } = element;
      hidden.set(element, {
        links: new Set([link]),
        display: style.getPropertyValue('display'),
        priority: style.getPropertyPriority('display'),
      });
    }
    if (element.style.getPropertyValue('display') !== 'none') {
      element.style.setProperty('display', 'none', 'important');
    }
  }

  function show(element) {
    const { display, priority } = hidden.get(element);
    hidden.delete(element);
    element.style.setProperty('display', display, priority);
    if (element.getAttribute('style') === '') element.removeAttribute('style');
  }

  // Lists that are long put other people into the elements that they have.
  function show_what_changed() {
    for (const [element, { links }] of hidden) {
      for (const link of links) {
        const holds = link.isConnected && element.contains(link) && is_out_of_reach(link);
        if (!holds) links.delete(link);
      }
      if (links.size === 0) show(element);
    }
  }

  function look_at(link) {
    if (is_out_of_reach(link)) hide(what_to_hide(link, person_in), link);
  }

  function shadow_of(element) {
    if (!element.localName.includes('-')) return null;
    return element.openOrClosedShadowRoot ?? api.dom?.openOrClosedShadowRoot(element) ?? null;
  }

  function look_below(node) {
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE &&
        node.nodeType !== Node.DOCUMENT_NODE) {
      return;
    }
    if (node.matches?.(kLinks)) look_at(node);
    node.querySelectorAll(kLinks).forEach(look_at);
    const inner = node.querySelectorAll('*');
    for (const element of [node, ...inner]) {
      const shadow = element.localName ? shadow_of(element) : null;
      if (shadow && !roots.includes(shadow)) watch(shadow);
    }
  }

  const observer = new MutationObserver((changes) => {
    if (people.size > 10000) people = new Map();
    show_what_changed();
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') {
        // A page may write the whole style anew.
        if (hidden.has(target)) hide(target, [...hidden.get(target).links][0]);
        if (target.matches(kLinks)) look_at(target);
      }
      addedNodes.forEach(look_below);
    }
  });

  function watch(root) {
    roots.push(root);
    observer.observe(root, {
      childList: true, subtree: true, attributes: true, attributeFilter: ['href', 'style'],
    });
    look_below(root);
  }

  function follow(rules) {
    matcher = new Matcher(rules ?? kNoRules);
    people = new Map();
    show_what_changed();
    if (roots.length === 0) {
      watch(document);
    } else {
      roots.forEach(look_below);
    }
  }

  api.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes.rules) follow(changes.rules.newValue);
  });
  api.storage.local.get('rules').then(({ rules }) => follow(rules));
})();
