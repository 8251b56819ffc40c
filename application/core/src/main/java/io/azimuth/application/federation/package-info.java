/**
 * This server as an issuer of tokens: its address, its signing keys in the store, and the tokens
 * that state which mount presents them.
 */
package io.azimuth.application.federation;
