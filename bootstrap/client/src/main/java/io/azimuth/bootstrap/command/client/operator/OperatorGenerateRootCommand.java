package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "generate-root",
    description = {
      "Make a root token with key shares, or with recovery keys. One person begins with --init and",
      "keeps the one-time password; then keepers hand in shares, one each; the last answer has the",
      "encoded token, which --decode opens with that password."
    })
final class OperatorGenerateRootCommand extends ClientCommand {

  private static final String ATTEMPT = "sys/generate-root/attempt";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AttemptOptions attempt = new AttemptOptions();

  @Option(
      names = "--otp",
      paramLabel = "OTP",
      description =
          "With --init: a one-time password of your own; the server makes one without. "
              + "With --decode: the password; asked for when absent.")
  private @Nullable String otp;

  @Option(
      names = "--pgp-key",
      paramLabel = "FILE",
      description = "With --init: an OpenPGP public key to encrypt the token with instead.")
  private @Nullable String pgpKey;

  @Option(
      names = "--decode",
      paramLabel = "ENCODED",
      description = "Print the token that is in this text.")
  private @Nullable String encoded;

  @Mixin private ShareArgument share;

  OperatorGenerateRootCommand(ClientContext context) {
    super(context);
    this.share = new ShareArgument(context);
  }

  @Override
  protected int run(ClientSession session) {
    if (encoded != null) {
      decode(session, encoded);
      return ExitCode.OK;
    }
    ApiReply reply =
        switch (attempt.step(spec)) {
          case INIT -> init(session);
          case STATUS -> status(session);
          case CANCEL -> cancel(session);
          case SHARE -> handIn(session);
        };
    if (reply.body().isPresent()) {
      new AttemptReport(reply).print(session.printer());
      advise(session, reply);
    } else {
      session.printer().done("Success! Cancelled the generation of a root token.");
    }
    return ExitCode.OK;
  }

  private ApiReply init(ClientSession session) {
    Value.Builder body = Value.Obj.builder();
    body.putIfPresent("otp", Optional.ofNullable(otp));
    body.putIfPresent("pgp_key", Optional.ofNullable(pgpKey).map(PgpKeyFiles::read));
    session.requirePrivate("the one-time password");
    return session.sendAnonymously(
        "Error beginning the generation of a root token", ApiCall.put(ATTEMPT, body.build()));
  }

  private static ApiReply status(ClientSession session) {
    return session.sendAnonymously(
        "Error reading the state of the generation", ApiCall.get(ATTEMPT));
  }

  private String nonce(ClientSession session) {
    return attempt.nonce(
        context,
        status(session),
        "no generation of a root token is under way; begin one with"
            + " azimuth operator generate-root --init");
  }

  private ApiReply cancel(ClientSession session) {
    Value body = Value.Obj.builder().put("nonce", nonce(session)).build();
    return session.send(
        "Error cancelling the generation of a root token", ApiCall.delete(ATTEMPT).withBody(body));
  }

  private ApiReply handIn(ClientSession session) {
    String nonce = nonce(session);
    Value body =
        Value.Obj.builder()
            .put("nonce", nonce)
            .put("key", share.read(session, "Key share (hidden)").expose())
            .build();
    return session.sendAnonymously(
        "Error handing in the share", ApiCall.put("sys/generate-root/update", body));
  }

  private static void advise(ClientSession session, ApiReply reply) {
    boolean complete = reply.isTrue("complete");
    boolean plain =
        reply.body().flatMap(body -> ApiReply.text(body, "pgp_fingerprint")).orElse("").isEmpty();
    if (complete && plain) {
      session
          .printer()
          .done(
              "\nazimuth operator generate-root --decode=ENCODED_TOKEN asks for the OTP and"
                  + " prints the token.");
    }
  }

  private void decode(ClientSession session, String text) {
    SecretText password =
        otp == null ? context.input().secret("One-time password (hidden)") : SecretText.of(otp);
    String token = OneTimePassword.decode(text, password);
    session.printer().print(Value.Obj.builder().put("token", token).build(), List.of(token));
  }
}
