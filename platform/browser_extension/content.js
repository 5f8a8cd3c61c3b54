// Hides what shows somebody out of reach in a page of the service, before it is painted, and shows it
// again when the rule is lifted. It writes nothing into the page but `display: none`.
(() => {
  // The script may be put into a page that has it.
  if (globalThis.holdfast.is_hiding) return;
  globalThis.holdfast.is_hiding = true;

  const api = globalThis.browser ?? globalThis.chrome;
  const { Matcher, kNoRules, what_to_hide, what_to_hide_named, is_named } = globalThis.holdfast;
  const kLinks = 'a[href],area[href]';
  const kNamed = 'img[alt],[role=img][aria-label],[role=button][aria-label],button[aria-label]';
  const kWatched = ['href', 'alt', 'aria-label', 'style'];

  let matcher;
  let handles = [];          // of who has pages on this host
  let people = new Map();    // address -> who it leads to; few addresses are on a page many times
  const hidden = new Map();  // element -> { causes, display, priority }; links, or what names them
  const roots = [];          // the document, and what is behind its custom elements

  function person_in(address) {
    if (typeof address !== 'string') return undefined;  // a link of an SVG picture
    if (!people.has(address)) people.set(address, matcher.person_in(address));
    return people.get(address);
  }

  const is_link = (element) => element.matches(kLinks);

  function is_out_of_reach(element) {
    if (is_link(element)) return person_in(element.href)?.id !== undefined;
    const text = element.getAttribute('aria-label') ?? element.getAttribute('alt') ?? '';
    return handles.some((handle) => is_named(text, handle));
  }

  function hide(element, cause) {
    const before = hidden.get(element);
    if (before) {
      before.causes.add(cause);
    } else {
      const { style } = element;
      hidden.set(element, {
        causes: new Set([cause]),
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
    for (const [element, { causes }] of hidden) {
      for (const cause of causes) {
        const holds = cause.isConnected && element.contains(cause) && is_out_of_reach(cause);
        if (!holds) causes.delete(cause);
      }
      if (causes.size === 0) show(element);
    }
  }

  function look_at(element) {
    if (!is_out_of_reach(element)) return;
    hide((is_link(element) ? what_to_hide : what_to_hide_named)(element, person_in), element);
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
    const wanted = `${kLinks},${kNamed}`;
    if (node.matches?.(wanted)) look_at(node);
    node.querySelectorAll(wanted).forEach(look_at);
    for (const element of [node, ...node.querySelectorAll('*')]) {
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
        if (hidden.has(target)) hide(target, [...hidden.get(target).causes][0]);
        if (target.matches(`${kLinks},${kNamed}`)) look_at(target);
      }
      addedNodes.forEach(look_below);
    }
  });

  function watch(root) {
    roots.push(root);
    observer.observe(root, {
      childList: true, subtree: true, attributes: true, attributeFilter: kWatched,
    });
    look_below(root);
  }

  function follow(rules) {
    matcher = new Matcher(rules ?? kNoRules);
    handles = matcher.handles_on(location.hostname);
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
