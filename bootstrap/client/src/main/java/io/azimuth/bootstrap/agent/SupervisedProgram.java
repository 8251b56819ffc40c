package io.azimuth.bootstrap.agent;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.OptionalInt;

/** A program that runs as long as the agent. Used by one thread. */
public interface SupervisedProgram {

  /** What a program needs of the agent. */
  @FunctionalInterface
  interface Doubts {

    /** The server refused the token for a secret: it may have been revoked. */
    void tokenRefused();
  }

  /**
   * Does what is due: reads secrets, starts the program, starts it again with new secrets. Blocks.
   *
   * @return the time until something is due again
   * @throws AgentFailure if the program cannot be started
   */
  Duration act(SecretText token, Doubts doubts) throws InterruptedException;

  /** The exit code of the program, if it has ended by itself. */
  OptionalInt ended();

  /** Passes a signal on, such as {@code HUP}, if the program runs. */
  void signal(String name);

  /** Ends the program and returns its exit code; zero if it does not run. */
  int stop() throws InterruptedException;
}
