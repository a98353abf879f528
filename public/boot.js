// Trusted Types (the policy is in the page's head): scripts and workers come from this origin; text never becomes markup.
globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL(address) {
    const { protocol, origin } = new URL(address, location.href);
    return origin === location.origin && /^https?:$/.test(protocol) ? address : null;
  },
});
// Before the first paint: the theme and language the person chose (src/app/stores/settings/settings-store.ts writes them).
(() => {
  const root = document.documentElement;
  try {
    const settings = JSON.parse(localStorage.getItem('tagweave.settings') ?? '{}');
    if (settings.theme === 'light' || settings.theme === 'dark') root.dataset.theme = settings.theme;
    const wanted = settings.language === 'en' || settings.language === 'uk' ? settings.language : navigator.language;
    root.lang = wanted.startsWith('uk') ? 'uk' : 'en';
  } catch {
    // No storage: the system's theme and the browser's language.
  }
})();
