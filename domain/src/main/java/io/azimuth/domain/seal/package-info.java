/**
 * Keys in shares: several people each hold a share, and a number of them together can unseal the
 * store.
 */
package io.azimuth.domain.seal;
