/** {@code azimuth server --dev}: everything in memory, with a simulated Azure beside it. */
package io.azimuth.bootstrap.dev;
