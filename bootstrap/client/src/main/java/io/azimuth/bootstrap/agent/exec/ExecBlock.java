package io.azimuth.bootstrap.agent.exec;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The program that the agent runs.
 *
 * @param command the program and its arguments
 * @param environment the variables that the program gets, in the order of the file
 * @param restartsOnChange whether another value of a variable restarts the program
 * @param stopSignal the signal that ends it then, such as {@code TERM}
 * @param renderInterval how often secrets without a lease are read again
 */
public record ExecBlock(
    List<String> command,
    Map<String, TemplateText> environment,
    boolean restartsOnChange,
    String stopSignal,
    Duration renderInterval) {

  /** Keeps a copy of the list; the map must not change. */
  public ExecBlock {
    command = List.copyOf(command);
  }
}
