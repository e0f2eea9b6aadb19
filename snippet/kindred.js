// Kindred's snippet: page views, visible time on page, return visits, and the calls of the page itself.
// <script async src="https://kindred.example/v1/kindred.js" data-write-key="…"></script>
// data-consent="required" keeps still until kindred.consent(true). Do Not Track and Global Privacy Control are obeyed.
(() => {
  const script = document.currentScript;
  const early = window.kindred;
  const { writeKey, consent: consentRule } = script.dataset;
  const endpoint = new URL("batch", script.src).href;
  const off =
    navigator.doNotTrack === "1" || window.doNotTrack === "1" || navigator.globalPrivacyControl === true;
  const VISIT_MS = 1_800_000;
  const keep = {
    get: (key) => {
      try {
        return localStorage.getItem(`kindred_${key}`);
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      try {
        if (value === null) localStorage.removeItem(`kindred_${key}`);
        else localStorage.setItem(`kindred_${key}`, value);
      } catch {}
    },
  };
  const uuid = () =>
    crypto.randomUUID?.() ??
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

  const said = keep.get("consent");
  let agreed = !off && (said === "given" || (consentRule !== "required" && said !== "withdrawn"));
  let anonymousId = null;
  let queue = [];
  let timer = 0;
  let failures = 0;
  let shown = null;
  let since = 0;

  /** The visitor's id, and which visit this is: a new one after half an hour without a sign of life. */
  const visitor = () => {
    anonymousId ??= keep.get("id") ?? uuid();
    keep.set("id", anonymousId);
    const now = Date.now();
    const last = Number(keep.get("seen")) || 0;
    let visit = Number(keep.get("visit")) || 0;
    if (now - last > VISIT_MS) {
      visit++;
      keep.set("gap", last ? String((now - last) / 86_400_000) : null);
    }
    keep.set("visit", String(visit));
    keep.set("seen", String(now));
    return { visit, returning: visit > 1, days_since_last_visit: Number(keep.get("gap")) || undefined };
  };

  const context = () => {
    const search = new URLSearchParams(location.search);
    const campaign = {};
    for (const [key, value] of search)
      if (key.startsWith("utm_")) campaign[key === "utm_campaign" ? "name" : key.slice(4)] = value;
    return {
      // Without what stands behind the “?”: it may hold personal data.
      page: {
        path: location.pathname,
        url: location.origin + location.pathname,
        referrer: document.referrer.split("?")[0],
        title: document.title,
      },
      campaign: Object.keys(campaign).length ? campaign : undefined,
      locale: navigator.language,
      userAgent: navigator.userAgent,
      library: { name: "kindred.js", version: "1" },
    };
  };

  const body = (batch) => JSON.stringify({ writeKey, sentAt: new Date().toISOString(), batch });
  const later = (ms) => {
    if (!timer) timer = setTimeout(flush, ms);
  };

  const flush = async () => {
    timer = 0;
    const batch = queue.splice(0, 50);
    if (!batch.length) return;
    let status = 0;
    try {
      // As text no preflight is needed; ids make it safe to send again.
      const headers = { "content-type": "text/plain" };
      ({ status } = await fetch(endpoint, { method: "POST", headers, body: body(batch), keepalive: true }));
    } catch {}
    if (status === 0 || status === 429 || status >= 500) {
      queue = [...batch, ...queue].slice(-500);
      later(Math.min(60_000, 1000 * 2 ** failures++));
    } else {
      failures = 0;
      if (queue.length) later(0);
    }
  };

  /** When the page goes away, what waits goes with a beacon. */
  const leave = () => {
    while (queue.length && navigator.sendBeacon(endpoint, body(queue.slice(0, 50)))) queue.splice(0, 50);
  };

  const send = (type, fields) => {
    if (!agreed) return;
    const visit = visitor();
    if (type === "page") Object.assign(fields.properties, visit);
    queue.push({
      type,
      messageId: uuid(),
      anonymousId,
      userId: keep.get("user") ?? undefined,
      timestamp: new Date().toISOString(),
      context: context(),
      ...fields,
    });
    later(1000);
  };

  /** Seconds the page was seen since last told; told in pieces, so that none is lost with the page. */
  const tellTime = () => {
    const seconds = Math.round((Date.now() - since) / 100) / 10;
    if (shown && since && seconds > 0)
      send("track", { event: "Page Time", properties: { path: shown, seconds } });
    since = 0;
  };
  const start = () => {
    since = document.visibilityState === "visible" ? Date.now() : 0;
  };

  const kindred = {
    track: (event, properties = {}) => send("track", { event, properties }),
    page: (name, properties = {}) => {
      tellTime();
      shown = location.pathname;
      start();
      send("page", { name, properties: { ...context().page, ...properties } });
    },
    identify: (userId, traits = {}) => {
      if (agreed) keep.set("user", String(userId));
      send("identify", { traits });
    },
    /** On logout: the next events are of a new visitor. */
    reset: () => {
      for (const key of ["id", "user", "visit", "seen", "gap"]) keep.set(key, null);
      anonymousId = null;
    },
    consent: (given) => {
      if (off || given === agreed) return;
      if (given) {
        keep.set("consent", "given");
        agreed = true;
        since = 0;
        kindred.page();
      } else {
        send("identify", { traits: { consent: "withdrawn" } });
        leave();
        agreed = false;
        kindred.reset();
        keep.set("consent", "withdrawn");
      }
    },
    push: ([name, ...rest]) => kindred[name](...rest),
  };
  window.kindred = kindred;

  for (const change of ["pushState", "replaceState"]) {
    const original = history[change];
    history[change] = function (...args) {
      original.apply(this, args);
      if (shown !== location.pathname) kindred.page();
    };
  }
  addEventListener("popstate", () => shown !== location.pathname && kindred.page());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") return start();
    tellTime();
    leave();
  });
  addEventListener("pagehide", () => {
    tellTime();
    leave();
  });
  kindred.page();
  if (Array.isArray(early)) early.forEach(kindred.push);
})();
