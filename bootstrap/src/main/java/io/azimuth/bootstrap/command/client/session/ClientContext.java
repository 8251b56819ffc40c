package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import java.util.Objects;

/**
 * What the process lends to a command.
 *
 * @param console where it writes
 * @param environment its variables
 * @param input its standard input
 * @param pause how it waits
 */
public record ClientContext(
    Console console, Environment environment, StandardInput input, Sleeper pause) {

  public ClientContext {
    Objects.requireNonNull(console, "console");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(pause, "pause");
  }

  /** The variables that are the client's own. */
  public ClientVariables variables() {
    return new ClientVariables(environment);
  }
}
