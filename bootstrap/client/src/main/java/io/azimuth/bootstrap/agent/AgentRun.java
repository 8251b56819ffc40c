package io.azimuth.bootstrap.agent;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The agent from its start to its end, on one thread. */
public final class AgentRun {

  private final TokenKeeper keeper;
  private final Optional<SupervisedProgram> program;
  private final boolean exitAfterAuth;
  private final AgentEvents events;
  private final AgentLog log;

  /**
   * Creates a run.
   *
   * @param program the program that runs as long as the agent
   * @param exitAfterAuth whether the agent ends when all sinks have a token
   */
  public AgentRun(
      TokenKeeper keeper,
      Optional<SupervisedProgram> program,
      boolean exitAfterAuth,
      AgentEvents events,
      AgentLog log) {
    this.keeper = keeper;
    this.program = program;
    this.exitAfterAuth = exitAfterAuth;
    this.events = events;
    this.log = log;
  }

  /**
   * Runs until the agent is stopped, its program ends, or all sinks have a token if that is enough.
   * To stop it, interrupt the thread after {@link AgentEvents#stop}.
   *
   * @return the exit code, which is that of the program if there is one
   * @throws AgentFailure if the agent cannot go on
   */
  public int run() {
    boolean stopped = false;
    try {
      OptionalInt code = loop();
      stopped = true;
      return code.isPresent() ? code.getAsInt() : stop();
    } finally {
      if (!stopped) {
        int unused = stop();
      }
    }
  }

  private OptionalInt loop() {
    try {
      while (!events.isStopping()) {
        if (events.takeTokenRefused()) {
          keeper.doubt();
        }
        Duration wait = keeper.act();
        if (exitAfterAuth && keeper.isDelivered()) {
          return OptionalInt.of(0);
        }
        Optional<SecretText> token = keeper.token();
        if (program.isPresent() && token.isPresent()) {
          Duration ofProgram = program.get().act(token.get(), events::tokenRefused);
          wait = wait.compareTo(ofProgram) < 0 ? wait : ofProgram;
        }
        OptionalInt ended = program.isPresent() ? program.get().ended() : OptionalInt.empty();
        if (ended.isPresent()) {
          log.info("the program has ended with exit code " + ended.getAsInt());
          return ended;
        }
        events.await(wait).ifPresent(name -> program.ifPresent(it -> it.signal(name)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (AgentFailure e) {
      if (!events.isStopping()) {
        throw e;
      } // else the stop has interrupted a login
    }
    return OptionalInt.empty();
  }

  // An interrupt was to end a wait of the loop, and may come only now; this wait is wanted.
  private int stop() {
    while (true) {
      boolean unused = Thread.interrupted();
      try {
        return program.isPresent() ? program.get().stop() : 0;
      } catch (InterruptedException e) {
        log.write(AgentLog.Level.DEBUG, "still waits for the end of the program");
      }
    }
  }
}
