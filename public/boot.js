// Runs before the page is drawn: the theme that was chosen, and what must work when the WASM does not.
(() => {
  const root = document.documentElement;
  const stored = (() => { try { return localStorage.getItem('theme'); } catch { return null; } })();
  if (stored === 'light' || stored === 'dark') root.dataset.theme = stored;

  addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-theme-toggle]')) {
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      try { localStorage.setItem('theme', root.dataset.theme); } catch { /* private mode: for this page only */ }
    }
    if (target?.closest('[data-print]')) print();
    // A menu closes when something else, or something in it, is chosen.
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (!target || !menu.contains(target) || target.closest('.menu-panel a')) menu.open = false;
    }
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });

  // Back and Forward return to where one was, also where the page's content comes a moment later.
  const places = new Map();
  let returning = false;
  addEventListener('scroll', () => { if (!returning) places.set(location.href, scrollY); }, { passive: true });
  addEventListener('popstate', () => {
    const [here, y, until] = [location.href, places.get(location.href) ?? 0, Date.now() + 3000];
    returning = true;
    const settle = () => {
      const room = root.scrollHeight - innerHeight >= y;
      if (room) scrollTo(scrollX, y);
      if ((room && scrollY === y && !document.querySelector('[aria-busy=true]')) || Date.now() > until || location.href !== here) {
        returning = false;
      } else {
        requestAnimationFrame(settle);
      }
    };
    requestAnimationFrame(settle);
  });

  // The WASM panicked, or a part of it could not be fetched: from now on this is a plain site.
  addEventListener('app:panic', (event) => {
    for (const kind of ['click', 'submit']) addEventListener(kind, (e) => e.stopImmediatePropagation(), true);
    addEventListener('popstate', () => location.reload());
    if (event.detail && event.detail !== location.pathname + location.search) location.assign(event.detail);
  });
})();
