/** The {@code azimuth kv} commands, for mounts with and without versions. */
package io.azimuth.bootstrap.command.client.kv;
