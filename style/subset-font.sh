#!/usr/bin/env bash
# Makes public/fonts/pretendard-semibold.woff2: the face of headings, buttons, labels and table heads.
#
# It holds every character of the interface's texts (app/locales/**/*.json), ASCII and some punctuation, then the
# syllables of style/font-syllables.txt in their order until MAX_HANGUL, so that names in the data are mostly set in
# the same face. Run it after adding texts. Needs npm and python3 (venv); downloads into a directory it removes.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly MAX_HANGUL=740 MAX_BYTES=61440 OUT=public/fonts/pretendard-semibold.woff2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

npm install --silent --no-audit --no-fund --prefix "$tmp" pretendard@1.3.9
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet fonttools brotli

python3 - "$MAX_HANGUL" > "$tmp/characters.txt" <<'PY'
import pathlib, sys
limit = int(sys.argv[1])
texts = "".join(p.read_text("utf-8") for p in sorted(pathlib.Path("app/locales").rglob("*.json")))
keep = set(map(chr, range(32, 127))) | set("·—–…“”‘’→▲▼㈜×°㎡")
keep |= {c for c in texts if c.isprintable()}
for c in pathlib.Path("style/font-syllables.txt").read_text("utf-8").strip():
    if sum("가" <= k <= "힣" for k in keep) >= limit:
        break
    keep.add(c)
print("".join(sorted(keep)), end="")
PY

package="$tmp/node_modules/pretendard"
mkdir -p public/fonts
"$tmp/venv/bin/pyftsubset" "$package/dist/public/static/alternative/Pretendard-SemiBold.ttf" \
  --text-file="$tmp/characters.txt" --flavor=woff2 --no-hinting \
  --layout-features=kern,ccmp,locl,tnum --output-file="$OUT"
cp "$package/dist/LICENSE.txt" public/fonts/pretendard.LICENSE.txt

size=$(wc -c < "$OUT")
echo "$OUT: $size bytes, $(wc -m < "$tmp/characters.txt") characters"
[ "$size" -le "$MAX_BYTES" ] || { echo "larger than $MAX_BYTES bytes: lower MAX_HANGUL" >&2; exit 1; }
