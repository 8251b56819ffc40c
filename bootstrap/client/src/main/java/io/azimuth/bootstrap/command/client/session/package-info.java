/** The parts that all client commands share: options, a session with the server, exit codes. */
package io.azimuth.bootstrap.command.client.session;
