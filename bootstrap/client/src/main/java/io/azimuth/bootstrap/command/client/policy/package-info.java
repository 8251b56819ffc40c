/** The {@code azimuth policy} commands. */
package io.azimuth.bootstrap.command.client.policy;
