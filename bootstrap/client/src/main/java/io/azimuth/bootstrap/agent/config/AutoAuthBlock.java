package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.agent.LoginMethod;
import java.time.Duration;
import java.util.List;

/**
 * How the agent logs in, and who gets the token.
 *
 * @param type the type of the method, for the log
 * @param exitOnFailure whether the first failed login ends the agent
 */
public record AutoAuthBlock(
    String type,
    LoginMethod method,
    Duration minBackoff,
    Duration maxBackoff,
    boolean exitOnFailure,
    List<SinkBlock> sinks) {

  /** Keeps a copy of the list. */
  public AutoAuthBlock {
    sinks = List.copyOf(sinks);
  }
}
