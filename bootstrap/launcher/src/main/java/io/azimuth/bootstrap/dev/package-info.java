/** {@code azimuth server --dev}: a server in memory with a simulated Azure. */
package io.azimuth.bootstrap.dev;
