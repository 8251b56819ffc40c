package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.browser.Browser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;

/**
 * The parts of the process that a client command uses.
 *
 * @param console the output of the command
 * @param environment the environment variables
 * @param pause waits between attempts
 * @param browser opens pages for the person
 */
public record ClientContext(
    Console console, Environment environment, StandardInput input, Sleeper pause, Browser browser) {

  /** The environment variables that configure the client. */
  public ClientVariables variables() {
    return new ClientVariables(environment);
  }
}
