# Shared by bin/demo and bin/test: makes sure of Node, the dependencies and a Chromium, or says what is missing.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

say() { printf '%s\n' "$*" >&2; }

need_node() {
  command -v node >/dev/null || { say "Node.js 20.19 or newer is needed: https://nodejs.org"; exit 1; }
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    || { say "Node.js 20.19 or newer is needed; this is $(node --version)."; exit 1; }
}

need_packages() {
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "Installing packages…"
    npm ci --no-progress --loglevel=error >&2 || { say "npm ci failed."; exit 1; }
  fi
}

need_chromium() {
  # The shell has no windows: it takes a third of the time for a page.
  for name in chromium-headless-shell chromium chromium-browser google-chrome; do command -v "$name" >/dev/null && return; done
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    say "Installing Chromium…"
    apt-get update >/dev/null 2>&1
    for name in chromium-headless-shell chromium; do
      apt-get install -y --no-install-recommends "$name" fonts-noto-color-emoji >/dev/null 2>&1 && return
    done
  fi
  say "A Chromium is needed for the browser tests. On Debian: sudo apt-get install chromium-headless-shell fonts-noto-color-emoji"
  exit 1
}
