package io.azimuth.bootstrap.command.client;

import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.client.Pause;
import io.azimuth.bootstrap.client.input.Input;
import io.azimuth.bootstrap.command.Console;
import io.azimuth.bootstrap.config.Environment;
import java.util.Objects;

/**
 * What the process lends to a command.
 *
 * @param console where it writes
 * @param environment its variables
 * @param input its standard input
 * @param pause how it waits
 */
public record ClientContext(Console console, Environment environment, Input input, Pause pause) {

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
