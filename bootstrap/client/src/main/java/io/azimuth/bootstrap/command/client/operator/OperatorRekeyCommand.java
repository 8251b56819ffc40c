package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "rekey",
    description = {
      "Replace the key shares, or the recovery keys. One person begins with --init; then keepers",
      "hand in present shares, one each. With --verify the new shares count when enough of them",
      "came back."
    })
final class OperatorRekeyCommand extends ClientCommand {

  private static final int SHARES = 5;
  private static final int THRESHOLD = 3;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AttemptOptions attempt = new AttemptOptions();

  @Option(
      names = "--verify",
      description =
          "With --init: the old shares count until enough new ones came back. Otherwise: the "
              + "share is a new one, and --status and --cancel are about the verification.")
  private boolean verify;

  @Option(
      names = {"--key-shares", "-n"},
      paramLabel = "N",
      description = "With --init: how many new shares. Default: 5.")
  private @Nullable Integer shares;

  @Option(
      names = {"--key-threshold", "-t"},
      paramLabel = "N",
      description = "With --init: how many of them are needed. Default: 3.")
  private @Nullable Integer threshold;

  @Option(
      names = "--pgp-keys",
      split = ",",
      paramLabel = "FILE",
      description = "With --init: an OpenPGP public key for each new share.")
  private List<String> pgpKeys = List.of();

  @Option(
      names = "--target",
      completionCandidates = Targets.class,
      paramLabel = "WORD",
      defaultValue = "barrier",
      description =
          "barrier: the key shares; recovery: the recovery keys of a seal that unseals by itself. "
              + "Default: ${DEFAULT-VALUE}.")
  private String target = "barrier";

  /** The targets, for shells that complete the option. */
  static final class Targets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("barrier", "recovery").iterator();
    }
  }

  @Mixin private ShareArgument share;

  OperatorRekeyCommand(ClientContext context) {
    super(context);
    this.share = new ShareArgument(context);
  }

  @Override
  protected int run(ClientSession session) {
    String below = below();
    switch (attempt.step(spec)) {
      case INIT -> init(session, below);
      case STATUS -> new AttemptReport(status(session, below)).print(session.printer());
      case CANCEL -> cancel(session, below);
      case SHARE -> handIn(session, below);
    }
    return ExitCode.OK;
  }

  private String below() {
    return switch (target) {
      case "barrier", "unseal" -> "sys/rekey/";
      case "recovery" -> "sys/rekey-recovery-key/";
      default ->
          throw new ParameterException(spec.commandLine(), "the target is barrier or recovery");
    };
  }

  private void init(ClientSession session, String below) {
    String what = "Error beginning the rekey";
    boolean single = target.equals("barrier") && isRecoverySeal(session, what);
    Value.Builder body =
        Value.Obj.builder()
            .put("secret_shares", Optional.ofNullable(shares).orElse(single ? 1 : SHARES))
            .put("secret_threshold", Optional.ofNullable(threshold).orElse(single ? 1 : THRESHOLD))
            .put("require_verification", verify);
    if (!pgpKeys.isEmpty()) {
      body.put("pgp_keys", PgpKeyFiles.read(pgpKeys));
    }
    ApiReply reply = session.sendAnonymously(what, ApiCall.put(below + "init", body.build()));
    if (!verify && pgpKeys.isEmpty() && !single) {
      session
          .printer()
          .warning(
              "without --verify, new shares that are lost on the way leave nobody with valid"
                  + " shares; --cancel and begin again with --verify");
    }
    new AttemptReport(reply).print(session.printer());
  }

  /** The key of a seal that unseals by itself is in one piece. */
  private static boolean isRecoverySeal(ClientSession session, String what) {
    ApiReply seal = session.sendAnonymously(what, ApiCall.get("sys/seal-status"));
    return seal.isTrue("recovery_seal");
  }

  private ApiReply status(ClientSession session, String below) {
    return session.sendAnonymously(
        "Error reading the state of the rekey", ApiCall.get(below + where()));
  }

  private String where() {
    return verify ? "verify" : "init";
  }

  private void cancel(ClientSession session, String below) {
    String nonce = nonce(session, below);
    Value body = Value.Obj.builder().put("nonce", nonce).build();
    session.send("Error cancelling the rekey", ApiCall.delete(below + where()).withBody(body));
    session
        .printer()
        .done(verify ? "Success! The verification begins anew." : "Success! Cancelled the rekey.");
  }

  private String nonce(ClientSession session, String below) {
    return attempt.nonce(
        context,
        status(session, below),
        "no rekey is under way; begin one with azimuth operator rekey --init --verify");
  }

  private void handIn(ClientSession session, String below) {
    String nonce = nonce(session, below);
    String question = verify ? "New key share (hidden)" : "Present key share (hidden)";
    Value body =
        Value.Obj.builder()
            .put("nonce", nonce)
            .put("key", share.read(session, question).expose())
            .build();
    ApiReply reply =
        session.sendAnonymously(
            "Error handing in the share",
            ApiCall.put(below + (verify ? "verify" : "update"), body));
    boolean complete = reply.isTrue("complete");
    if (!complete) {
      new AttemptReport(reply).print(session.printer());
    } else if (verify) {
      session
          .printer()
          .print(
              reply.body().orElse(Value.Obj.EMPTY),
              List.of("Success! The new shares are valid, and the old ones are not any more."));
    } else {
      new RekeyedShares(reply).print(session.printer());
    }
  }
}
