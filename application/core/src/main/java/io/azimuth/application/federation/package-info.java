/**
 * The issuer that this server is: its address, its signing keys in the store, and the tokens that
 * say which mount presents them (spec 6).
 */
package io.azimuth.application.federation;
