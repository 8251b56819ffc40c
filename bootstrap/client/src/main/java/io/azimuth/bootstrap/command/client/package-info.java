/** The commands that send requests to a server. They work like those of the Vault command line. */
package io.azimuth.bootstrap.command.client;
