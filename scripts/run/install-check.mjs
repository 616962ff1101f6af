// @ts-check
import { createHash } from 'node:crypto'

/**
 * @typedef {object} LockedPackage
 * @property {string} [version] exact version
 * @property {string} [integrity] hash of the packed package
 * @property {boolean} [optional] npm may leave it out where it does not fit or fails
 */

/** @typedef {Record<string, LockedPackage>} LockedPackages path in node_modules → package; '' is the project */

/**
 * What a finished install is remembered by: it changes with the lock file and with the machine,
 * as a node_modules copied from another system holds the wrong programs.
 * @param {string | Uint8Array} lock contents of package-lock.json
 * @param {string} platform such as 'linux'
 * @param {string} arch such as 'x64'
 * @returns {string} one line
 */
export function installFingerprint(lock, platform, arch) {
  return `${createHash('sha256').update(lock).digest('hex')} ${platform} ${arch}`
}

/**
 * Whether an install made without this project's commands (a plain `npm install`) is the one the
 * lock file asks for. npm writes its own record last, so an interrupted install has none, or an
 * old one.
 * @param {LockedPackages} locked "packages" of package-lock.json
 * @param {LockedPackages} installed "packages" of node_modules/.package-lock.json
 * @param {string} runtime the path that must be there on this machine, if it is locked at all
 * @returns {boolean} true if every package is there in its locked version, optional ones aside
 */
export function matchesLock(locked, installed, runtime) {
  const wanted = Object.entries(locked).filter(([path]) => path !== '')
  return wanted.every(([path, { version, integrity, optional }]) => {
    const present = installed[path]
    if (!present)
      return optional === true && path !== runtime
    return present.version === version && present.integrity === integrity
  }) && Object.keys(installed).every(path => path in locked)
}
