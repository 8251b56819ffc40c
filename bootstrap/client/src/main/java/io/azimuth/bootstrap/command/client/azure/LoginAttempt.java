package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.azure.AzureToken;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;

/** The request of a login, for the login itself and for its explanations. */
final class LoginAttempt {

  private final ClientContext context;
  private final ClientSession session;
  private final TokenSourceOptions source;
  private final ResourceNameOptions names;

  LoginAttempt(
      ClientContext context,
      ClientSession session,
      TokenSourceOptions source,
      ResourceNameOptions names) {
    this.context = context;
    this.session = session;
    this.source = source;
    this.names = names;
  }

  /** Fetches a token and makes the request for this role. */
  LoginProof prove(String role) {
    AzureToken proof = source.prove(context);
    proof.warnings().forEach(session.printer()::warning);
    session.requirePrivate("the login");
    Value.Builder body = Value.Obj.builder().put("role", role).put("jwt", proof.jwt().expose());
    names.overriding(proof.names()).forEach(body::put);
    return new LoginProof(body.build(), names.instance(proof.instance()), proof.key());
  }

  /**
   * The answer to this login, which need not grant it. When the server asks for evidence that this
   * machine has, the request is sent again with it.
   *
   * @param login the path of the login, below which nonces are
   */
  ApiReply answer(String login, LoginProof proof, Function<Value.Obj, ApiReply> sending) {
    return source
        .evidence(context)
        .answer(
            proof.body(),
            proof.instance(),
            sending,
            () ->
                session.sendAnonymously(
                    "Error asking for a nonce", ApiCall.put(login + "/nonce", Value.Obj.EMPTY)));
  }

  /**
   * Lets the server explain the request, prints that, and returns the exit code.
   *
   * @param isWhole whether to list the skipped checks too
   */
  int explain(String login, LoginProof proof, boolean isWhole) {
    ApiReply reply =
        answer(
            login,
            proof.explained(),
            it -> session.send("Error explaining the login", ApiCall.put(login + "/explain", it)));
    return new LoginExplanationReport(reply, isWhole).print(session.printer())
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }
}
