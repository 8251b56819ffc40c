/** {@code azimuth snapshot}: one command speaks to a server, the others to files alone. */
package io.azimuth.bootstrap.command.snapshot;
