package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientExitCodes;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    description = {
      "Initialise an empty server: makes its keys and a root token, shown this once.",
      "With Shamir key shares the server is sealed afterwards."
    })
public final class OperatorInitCommand extends ClientCommand {

  private static final int SHARES = 5;
  private static final int THRESHOLD = 3;

  @Option(
      names = {"--key-shares", "-n"},
      paramLabel = "N",
      description = "Into how many shares the unseal key is split. Default: 5.")
  private @Nullable Integer shares;

  @Option(
      names = {"--key-threshold", "-t"},
      paramLabel = "N",
      description = "How many of them unseal. Default: 3.")
  private @Nullable Integer threshold;

  @Option(
      names = "--recovery-shares",
      paramLabel = "N",
      description = "Shares of the recovery key of a seal that unseals by itself. Default: 5.")
  private @Nullable Integer recoveryShares;

  @Option(
      names = "--recovery-threshold",
      paramLabel = "N",
      description = "How many of them are needed. Default: 3.")
  private @Nullable Integer recoveryThreshold;

  @Option(
      names = "--pgp-keys",
      split = ",",
      paramLabel = "FILE",
      description = "An OpenPGP public key for each key share, which encrypts it.")
  private List<String> pgpKeys = List.of();

  @Option(
      names = "--recovery-pgp-keys",
      split = ",",
      paramLabel = "FILE",
      description = "The same for the recovery keys.")
  private List<String> recoveryPgpKeys = List.of();

  @Option(
      names = "--root-token-pgp-key",
      paramLabel = "FILE",
      description = "An OpenPGP public key that encrypts the root token.")
  private @Nullable String rootTokenPgpKey;

  @Option(
      names = "--status",
      description = "Only tell whether it was done: exit code 0 if so, 2 if not.")
  private boolean status;

  public OperatorInitCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    if (status) {
      return tell(session);
    }
    String what = "Error initializing";
    ApiReply seal = session.sendAnonymously(what, ApiCall.get("sys/seal-status"));
    boolean recovery = seal.isTrue("recovery_seal");
    session.requirePrivate("the keys");
    ApiReply reply = session.sendAnonymously(what, ApiCall.put("sys/init", body(recovery)));
    new InitialKeys(reply).print(session.printer());
    return ExitCode.OK;
  }

  private int tell(ClientSession session) {
    ApiReply reply =
        session.sendAnonymously("Error checking the initialization", ApiCall.get("sys/init"));
    boolean done = reply.isTrue("initialized");
    context.console().out().println(done ? "Initialized" : "Not initialized");
    return done ? ExitCode.OK : ClientExitCodes.ABSENT;
  }

  /**
   * The request. A server with auto-unseal has recovery keys instead, which have their own
   * parameters.
   */
  private Value body(boolean recovery) {
    Value.Builder body = Value.Obj.builder();
    put(body, "secret_shares", shares, recovery ? 0 : SHARES);
    put(body, "secret_threshold", threshold, recovery ? 0 : THRESHOLD);
    put(body, "recovery_shares", recoveryShares, recovery ? SHARES : 0);
    put(body, "recovery_threshold", recoveryThreshold, recovery ? THRESHOLD : 0);
    if (!pgpKeys.isEmpty()) {
      body.put("pgp_keys", PgpKeyFiles.read(pgpKeys));
    }
    if (!recoveryPgpKeys.isEmpty()) {
      body.put("recovery_pgp_keys", PgpKeyFiles.read(recoveryPgpKeys));
    }
    body.putIfPresent(
        "root_token_pgp_key", Optional.ofNullable(rootTokenPgpKey).map(PgpKeyFiles::read));
    return body.build();
  }

  private static void put(Value.Builder body, String name, @Nullable Integer given, int usual) {
    int number = Optional.ofNullable(given).orElse(usual);
    if (number != 0) {
      body.put(name, number);
    }
  }
}
