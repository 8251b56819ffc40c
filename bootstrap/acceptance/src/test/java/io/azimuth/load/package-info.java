/**
 * Measures the distribution against a bare server on the same machine in the same run. Not part of
 * the build: see docs/evidence/performance-how.md.
 */
package io.azimuth.load;
