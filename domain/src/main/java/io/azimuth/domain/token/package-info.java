/** Tokens that this server issues: what they carry and how long they live. */
package io.azimuth.domain.token;
