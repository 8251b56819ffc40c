/** The command {@code azimuth agent}. */
package io.azimuth.bootstrap.command.client.agent;
