/**
 * What this server vouches for towards others: the keys that it signs tokens with, how they follow
 * one another, and where the others find the public ones.
 */
package io.azimuth.domain.federation;
