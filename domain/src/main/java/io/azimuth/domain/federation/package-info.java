/**
 * The issuer of this server: the keys that it signs tokens with, how they are rotated, and where
 * other systems find the public ones.
 */
package io.azimuth.domain.federation;
