// Before the first paint: the theme and language the person chose (src/app/stores/settings-store.ts writes them).
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
