// What to hide for a link to somebody: the tile, comment or search result that is theirs, or only the
// link where somebody else mentions them. Never a whole feed or page.
(() => {
  // What holds one thing of many.
  const kItems = [
    'article', 'li', 'tr', '[role=listitem]', '[role=article]', '[role=option]', '[role=row]',
    '[role=gridcell]', '[role=treeitem]', '[role=menuitem]',
    // Facebook, Instagram, Threads
    '[data-pagelet^=FeedUnit]', '[data-pressable-container]',
    // X
    '[data-testid=cellInnerDiv]', '[data-testid=tweet]', '[data-testid=UserCell]',
    // YouTube
    'ytd-video-renderer', 'ytd-rich-item-renderer', 'ytd-grid-video-renderer',
    'ytd-compact-video-renderer', 'ytd-channel-renderer', 'ytd-comment-thread-renderer',
    'ytd-comment-view-model', 'ytd-comment-renderer', 'ytd-guide-entry-renderer',
    'ytd-notification-renderer', 'yt-lockup-view-model', 'ytm-media-item', 'ytm-comment-renderer',
    // Reddit
    'shreddit-post', 'shreddit-comment', 'search-telemetry-tracker > div', '.thing',
    // TikTok, Mastodon, LinkedIn, Pinterest, Twitch
    '[data-e2e=recommend-list-item-container]', '[data-e2e=search-user-container]', '.status',
    '.account', '.detailed-status', '[data-urn]', '[data-test-id=pin]', '[data-a-target=chat-line]',
  ].join(',');

  // What holds all of them, and goes on being seen.
  const kWholes = [
    'html', 'body', 'main', 'nav', 'header', 'footer', 'ul', 'ol', 'table', 'tbody', 'form', 'aside',
    'section', '[role=main]', '[role=feed]', '[role=list]', '[role=listbox]', '[role=grid]',
    '[role=table]', '[role=navigation]', '[role=banner]', '[role=dialog]', '[role=tablist]',
  ].join(',');
  const kFeeds = 'main,[role=main],[role=feed]';

  // Who wrote it, where the page says so; and who only passed it on.
  const kAuthor = '[rel~=author],[itemprop~=author],.author,[slot=authorName]';
  const kPassedOn = '[data-testid=socialContext]';
  const kPictures = 'img,picture,video,canvas,image,[role=img]';

  // More letters than this beside a link are a sentence, and not "by" or a dot between two links.
  const kByline = 8;

  // So long a handle of nothing but letters is hardly a word.
  const kTelling = 8;

  const letters_beside = (element) => [...element.childNodes]
    .filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('').length;

  const is_in_sentence = (link) => {
    let inner = link;
    while (inner.parentElement?.childNodes.length === 1) inner = inner.parentElement;
    return inner.parentElement !== null && letters_beside(inner.parentElement) > kByline;
  };

  const holds_picture = (link) => link.querySelector(kPictures) !== null;

  const links_in = (element) => [...element.querySelectorAll('a[href]')];

  // `person_in(address)` is the matcher's: { id, exact }, or undefined.
  function is_theirs(item, link, person_in) {
    if (holds_picture(link) || link.closest(kAuthor)) return true;
    if (is_in_sentence(link)) return false;
    const author = links_in(item).find((other) => {
      if (other.closest(kPassedOn)) return false;
      const person = person_in(other.href);
      return person !== undefined && (person.exact || person.id !== undefined);
    });
    return author === undefined || person_in(author.href)?.id !== undefined;
  }

  // Without an item: the largest thing around the link in which all links are theirs.
  function tile_around(link, person_in) {
    let tile = link;
    for (let next = link.parentElement; next !== null; tile = next, next = next.parentElement) {
      if (next.matches(kWholes) || letters_beside(next) > kByline) break;
      if (next.querySelector(kFeeds) !== null) break;
      if (!links_in(next).every((other) => person_in(other.href)?.id !== undefined)) break;
    }
    return tile;
  }

  function item_around(element) {
    const item = element.parentElement?.closest(kItems) ?? null;
    return item === null || item.querySelector(kFeeds) !== null ? null : item;
  }

  /** The element to hide for a link that leads to somebody out of reach. */
  function what_to_hide(link, person_in) {
    const item = item_around(link);
    if (item === null) return tile_around(link, person_in);
    return is_theirs(item, link, person_in) ? item : link;
  }

  /** The same for a picture or a button that only names them, as those of stories do. */
  function what_to_hide_named(element, person_in) {
    const item = item_around(element);
    if (item === null) return element;
    const others = links_in(item).some((link) => {
      const person = person_in(link.href);
      return person?.exact && person.id === undefined;
    });
    return others ? element : item;
  }

  /** Whether a text that describes a picture names somebody. A handle that could be a word of any
      language, or a first name, is none that a text tells of. */
  function is_named(text, handle) {
    if (!/[0-9._-]/.test(handle) && handle.length < kTelling) return false;
    const escaped = handle.replace(/[^a-z0-9_]/gi, '\\$&');
    return new RegExp(`(?<![\\w.-])${escaped}(?![\\w-]|\\.\\w)`, 'i').test(text);
  }

  const tiles = { what_to_hide, what_to_hide_named, is_named };
  globalThis.holdfast = Object.assign(globalThis.holdfast ?? {}, tiles);
  if (typeof module !== 'undefined') module.exports = tiles;
})();
