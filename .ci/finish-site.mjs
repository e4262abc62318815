// Run by build.sh after cargo-leptos: gives the browser's files names that are true, and packs them.
//   node finish-site.mjs SITE HASH_TXT
//
// cargo-leptos 0.3.10 with `--split` names oca.js and oca.wasm by their contents, and afterwards writes the name of
// the split loader into both. A change in a lazy page alone then leaves the two names as they were, and whoever keeps
// /pkg for ever runs old files against a new page. The three name each other in a circle, so no hash of one of them
// can be right: they get one tag made of all the files, as long as the hash it replaces because one is binary.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const [site, hashFile] = process.argv.slice(2);
const pkg = join(site, 'pkg');
/** Pictures and fonts are compressed already, and nobody asks for type declarations. */
const WORTH_PACKING = /\.(js|wasm|css|svg|json|txt)$/;

retag();
pack(site);

function retag() {
  const lines = readFileSync(hashFile, 'utf8');
  const told = ['js', 'wasm', 'split'].map((kind) => new RegExp(`^${kind}: (.+)$`, 'm').exec(lines)?.[1]).filter((hash) => hash !== undefined);
  const names = readdirSync(pkg).sort();
  const all = createHash('sha256');
  for (const name of names) all.update(name).update('\0').update(readFileSync(join(pkg, name)));
  const tag = all.digest('base64url').slice(0, 22);
  if (told.some((hash) => hash.length !== tag.length)) throw new Error(`Unknown hashes in ${hashFile}:\n${lines}`);

  /** @param {string} text */
  const renamed = (text) => told.reduce((so, hash) => so.replaceAll(hash, tag), text);
  for (const name of names) {
    const path = join(pkg, name);
    // latin1 keeps every byte as it is.
    writeFileSync(path, renamed(readFileSync(path, 'latin1')), 'latin1');
    if (renamed(name) !== name) renameSync(path, join(pkg, renamed(name)));
  }
  writeFileSync(hashFile, renamed(lines));
}

/** Writes NAME.br and NAME.gz beside each file. @param {string} folder */
function pack(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) pack(path);
    else if (WORTH_PACKING.test(entry.name)) {
      const bytes = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(bytes));
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    }
  }
}
