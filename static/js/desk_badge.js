/** How many alarms nobody has, on the tab: for a page behind others. */

let plain = null;

export function badge(count, icon = document.querySelector('link[rel="icon"]')) {
  plain ??= icon.getAttribute("href");
  const href = count ? `data:image/svg+xml,${encodeURIComponent(drawn(count))}` : plain;
  if (icon.getAttribute("href") !== href) icon.setAttribute("href", href);
}

function drawn(count) {
  const said = count > 9 ? "9+" : count;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#b5120d"/>`
    + `<text x="16" y="23" font-family="sans-serif" font-weight="700" font-size="20" text-anchor="middle" fill="#fff">${said}</text></svg>`;
}
