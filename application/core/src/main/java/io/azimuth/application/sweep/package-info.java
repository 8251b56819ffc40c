/** Cleaning up behind revocations and expiry. Nothing depends on it being quick. */
package io.azimuth.application.sweep;
