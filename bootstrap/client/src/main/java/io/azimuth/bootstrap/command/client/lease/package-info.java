/** The {@code azimuth lease} commands. */
package io.azimuth.bootstrap.command.client.lease;
