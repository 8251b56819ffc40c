/**
 * What an auth method sees of the tokens that its own mounts issued, and how it revokes one of
 * them.
 */
package io.azimuth.spi.issued;
