package io.azimuth.bootstrap.command.azure;

import io.azimuth.bootstrap.command.CommandFactory;
import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.process.Console;
import java.time.Clock;

/** Makes {@code azimuth test-roles}, which needs the azure auth method and no server. */
public final class TestRolesCommandFactory implements CommandFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public TestRolesCommandFactory() {}

  @Override
  public LazyCommand command(Console console) {
    return new LazyCommand("test-roles", () -> new TestRolesCommand(console, Clock.systemUTC()));
  }
}
