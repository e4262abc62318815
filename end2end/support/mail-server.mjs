// A mail server of the tests' own: what the portal sends it lies as one `.eml` file each in a folder.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

/** The first mail to such an address is refused for now, as by a server that greylists. */
export const BUSY = 'greylisted-';

/**
 * Starts a mail server on a free port.
 * @param {string} folder where the mails go
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startMailServer(folder) {
  let received = 0;
  /** @type {Set<string>} */
  const seen = new Set();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (!address.startsWith(BUSY) || seen.has(address)) return done();
      seen.add(address);
      done(Object.assign(new Error('try again later'), { responseCode: 451 }));
    },
    onData(stream, _session, done) {
      stream.toArray()
        .then((parts) => writeFile(join(folder, `${String(received++).padStart(6, '0')}.eml`), Buffer.concat(parts)))
        .then(() => done(), done);
    },
  });
  await new Promise((ready, fail) => server.once('error', fail).listen(0, '127.0.0.1', () => ready(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.server.address());
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise((done) => server.close(() => done())) };
}
