package io.azimuth.bootstrap.command.client.agent;

import io.azimuth.bootstrap.agent.AgentEvents;
import io.azimuth.bootstrap.agent.AgentLog;
import io.azimuth.bootstrap.agent.AgentRun;
import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.agent.AttemptPauses;
import io.azimuth.bootstrap.agent.SupervisedProgram;
import io.azimuth.bootstrap.agent.TokenKeeper;
import io.azimuth.bootstrap.agent.TokenSink;
import io.azimuth.bootstrap.agent.config.AgentConfig;
import io.azimuth.bootstrap.agent.config.AutoAuthBlock;
import io.azimuth.bootstrap.agent.exec.ExecSupervisor;
import io.azimuth.bootstrap.agent.listener.AgentListener;
import io.azimuth.bootstrap.agent.listener.TokenForward;
import io.azimuth.bootstrap.agent.sink.FileSink;
import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.Sleeper;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Puts an agent together for its configuration. */
final class AgentAssembly {

  private final AgentConfig config;
  private final boolean exitAfterAuth;
  private final AgentEvents events;
  private final AgentLog log;
  private final Runnable quit;
  private Optional<AgentListener> listener = Optional.empty();

  /**
   * Creates an assembly.
   *
   * @param exitAfterAuth whether the command line says to end when all sinks have a token
   */
  AgentAssembly(
      AgentConfig config, boolean exitAfterAuth, AgentEvents events, AgentLog log, Runnable quit) {
    this.config = config;
    this.exitAfterAuth = exitAfterAuth || config.exitAfterAuth();
    this.events = events;
    this.log = log;
    this.quit = quit;
  }

  /** Runs the agent and returns the exit code. */
  int run() {
    Optional<PidFile> pid = config.pidFile().map(PidFile::write);
    try {
      return agent().run();
    } finally {
      listener.ifPresent(AgentListener::close);
      pid.ifPresent(PidFile::close);
    }
  }

  private AgentRun agent() {
    AutoAuthBlock auth = config.autoAuth();
    DoubleSupplier chance = new SecureRandom()::nextDouble;
    AttemptPauses pauses = new AttemptPauses(auth.minBackoff(), auth.maxBackoff(), chance);
    AgentServer server = server(withoutRetries(config.server())); // the keeper tries again itself
    List<TokenSink> sinks =
        auth.sinks().stream().<TokenSink>map(block -> new FileSink(block, server)).toList();
    TokenKeeper keeper =
        new TokenKeeper(
            new TokenKeeper.Parts(
                server,
                auth.method(),
                sinks,
                pauses,
                auth.exitOnFailure(),
                log,
                chance,
                System::nanoTime));
    listener =
        config
            .listener()
            .filter(block -> !exitAfterAuth)
            .map(
                block ->
                    AgentListener.open(
                        block,
                        keeper.status(),
                        new TokenForward(config.server(), keeper.status(), events::tokenRefused),
                        quit));
    listener.ifPresent(it -> log.info("listens at " + it.addressText()));
    Optional<SupervisedProgram> program =
        config
            .exec()
            .map(
                block ->
                    new ExecSupervisor(
                        block,
                        server(config.server()),
                        pauses,
                        log,
                        System::nanoTime,
                        events::wake));
    log.info("logs in at " + config.server().address() + " with the method " + auth.type());
    return new AgentRun(keeper, program, exitAfterAuth, events, log);
  }

  private static AgentServer server(ClientSettings settings) {
    return ApiClient.of(settings, Sleeper.system())::send;
  }

  private static ClientSettings withoutRetries(ClientSettings settings) {
    return new ClientSettings(
        settings.address(),
        settings.namespace(),
        settings.tls(),
        settings.timeout(),
        0,
        settings.allowPlainHttp());
  }
}
