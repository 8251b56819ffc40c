/** The {@code azimuth audit} commands. */
package io.azimuth.bootstrap.command.client.audit;
