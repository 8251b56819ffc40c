package io.azimuth.bootstrap.command.doctor;

import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.bootstrap.config.AzureKeyVaultSealBlock;
import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.StaticSealBlock;
import io.azimuth.bootstrap.config.file.EffectiveConfig;
import io.azimuth.bootstrap.configfile.ConfigProblem;
import io.azimuth.bootstrap.plugin.PluginException;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.OccupiedListeners;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.cloud.AccessTokenSource;
import io.azimuth.spi.seal.Seal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at a configuration file and at what it names on this machine. */
final class ConfigurationDiagnosis {

  private static final int PROBE_BYTES = 32;

  private final StartupCheck startup;
  private final Path file;
  private final Instant now;
  private final Optional<ListenerBlock> asked;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> inForce = new ArrayList<>();

  ConfigurationDiagnosis(StartupCheck startup, Path file, Instant now) {
    this.startup = startup;
    this.file = file;
    this.now = now;
    this.asked = startup.check(file).plan().flatMap(ConfigurationDiagnosis::asked);
  }

  private static Optional<ListenerBlock> asked(StartupPlan plan) {
    try (plan) {
      return plan.config().listeners().stream().filter(it -> it.address().port() != 0).findFirst();
    }
  }

  /** Where a server with this file answers on this machine; empty for a file with errors. */
  Optional<String> address() {
    return asked.map(ConfigurationDiagnosis::address);
  }

  /** Why no server with this file can be asked now; empty if one may run. */
  Optional<Finding> absence() {
    if (asked.isEmpty()) {
      return Optional.of(
          Finding.skipped(
              "server",
              "not asked: the file gives no address",
              "correct the file, or name the server with --address or AZIMUTH_ADDR"));
    }
    return OccupiedListeners.obstacle(asked.get()).isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.note(
                "server",
                "it does not run: nothing listens at " + asked.get().address(),
                "start it when no check fails"));
  }

  private static String address(ListenerBlock listener) {
    return (listener.tls().isPresent() ? "https://" : "http://")
        + listener.address().fromThisMachine();
  }

  /**
   * Runs all checks.
   *
   * @param port the port at which a server answered, if one did
   */
  List<Finding> run(Optional<Integer> port) {
    StartupCheck.Outcome outcome = startup.check(file);
    for (ConfigProblem problem : outcome.problems().all()) {
      boolean isError = outcome.problems().errors().contains(problem);
      findings.add(
          new Finding(
              isError ? Verdict.FAIL : Verdict.WARN,
              "configuration",
              problem.toString(),
              isError ? "correct the line; docs/reference/configuration.md lists all keys" : ""));
    }
    outcome
        .plan()
        .ifPresent(
            plan -> {
              try (StartupPlan open = plan) {
                inspect(open.config(), port);
                open.config().seals().own().ifPresent(block -> seal(open, block));
                open.databaseTokens(Clock.systemUTC()).ifPresent(this::storeSignIn);
                store(open);
              }
            });
    return List.copyOf(findings);
  }

  /** The values in force, without secrets; empty before a run and for a file with errors. */
  List<String> inForce() {
    return List.copyOf(inForce);
  }

  private void inspect(ServerConfig config, Optional<Integer> port) {
    inForce.addAll(EffectiveConfig.lines(config));
    findings.add(Finding.ok("configuration", file + " is good"));
    config.listeners().forEach(listener -> listener(config, listener, port));
    storage(config);
    config
        .directories()
        .audit()
        .directory()
        .ifPresent(path -> findings.addAll(new DirectoryDiagnosis("audit", path).run()));
  }

  // The key of a static seal is in the file; that of another one must be asked for.
  private void seal(StartupPlan plan, SealBlock block) {
    if (block instanceof StaticSealBlock) {
      return;
    }
    SecretGenerator secrets = new SystemSecretGenerator();
    byte[] probe = secrets.bytes(PROBE_BYTES);
    try {
      SealSetup setup = plan.seals(secrets);
      Seal seal = setup.own().orElseThrow();
      if (seal.hasPublicKey() && setup.expectedStore().isEmpty()) {
        findings.add(
            Finding.note(
                "seal",
                "everybody may wrap with its key: whoever can write to the store can put another one"
                    + " in its place",
                "set expected_store to the Store Fingerprint that azimuth status shows"));
      }
      boolean works = Arrays.equals(probe, seal.unwrap(seal.wrap(probe)));
      findings.add(
          works
              ? Finding.ok("seal", "its key wraps and unwraps")
              : Finding.failure("seal", "its key does not unwrap what it has wrapped", ""));
    } catch (PluginException e) {
      findings.add(Finding.failure("seal", e.sentence(), ""));
    } catch (ServiceException e) {
      findings.add(
          Finding.failure(
              "seal",
              e.detail(),
              block instanceof AzureKeyVaultSealBlock
                  ? "docs/guides/azure-setup.md says what the server's identity needs"
                  : ""));
    }
  }

  private void storeSignIn(AccessTokenSource tokens) {
    try {
      SecretText unused = tokens.token();
      findings.add(Finding.ok("store sign-in", "Entra ID gives an access token for the database"));
    } catch (ServiceException e) {
      findings.add(
          Finding.failure(
              "store sign-in",
              e.detail(),
              "docs/guides/azure-setup.md says how the server's identity logs in to the database"));
    }
  }

  private void store(StartupPlan plan) {
    try {
      plan.examineStore(Clock.systemUTC()).stream().map(Finding::of).forEach(findings::add);
    } catch (PluginException e) {
      findings.add(Finding.failure("store", e.sentence(), ""));
    } catch (ServiceException e) {
      findings.add(Finding.failure("store", e.detail(), ""));
    }
  }

  private void listener(ServerConfig config, ListenerBlock listener, Optional<Integer> port) {
    String check = "listener " + listener.address();
    Optional<String> obstacle = OccupiedListeners.obstacle(listener);
    if (obstacle.isEmpty()) {
      findings.add(Finding.ok(check, "the address is free: no server with this file runs"));
    } else if (port.filter(it -> listensAt(config, it)).isPresent()) {
      findings.add(Finding.ok(check, "in use, and the server that was asked has this file"));
    } else {
      findings.add(
          Finding.warning(
              check,
              "cannot be listened on" + obstacle.get(),
              "if that is the server, name it with --address; else find who it is: ss -ltnp"));
    }
    listener
        .tls()
        .ifPresentOrElse(
            tls ->
                findings.addAll(
                    new CertificateDiagnosis(
                            listener.address().toString(), tls.certFile(), host(config), now)
                        .run()),
            () -> plain(check, listener));
  }

  private static boolean listensAt(ServerConfig config, int port) {
    return config.listeners().stream().anyMatch(it -> it.address().port() == port);
  }

  private void plain(String check, ListenerBlock listener) {
    if (!listener.address().isLoopback()) {
      findings.add(
          Finding.warning(
              check,
              "no TLS, and other machines reach it",
              "give it tls_cert_file and tls_key_file, unless TLS ends right before it"));
    }
  }

  private static Optional<String> host(ServerConfig config) {
    return config.api().address().map(URI::getHost);
  }

  private void storage(ServerConfig config) {
    Optional<Path> path = config.storage().settings().path("path");
    if (config.storage().type().equals("inmem")) {
      findings.add(
          Finding.warning(
              "store", "it is in memory: all is gone when the server ends", "use \"mapdb\""));
    } else {
      path.ifPresent(at -> findings.addAll(new DirectoryDiagnosis("store", at).run()));
    }
  }
}
