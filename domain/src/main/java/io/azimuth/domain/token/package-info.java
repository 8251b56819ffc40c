/** Tokens that this server issues: their records and their lifetimes. */
package io.azimuth.domain.token;
