/** The commands that speak to a server, in the manner of the Vault command line. */
package io.azimuth.bootstrap.command.client;
