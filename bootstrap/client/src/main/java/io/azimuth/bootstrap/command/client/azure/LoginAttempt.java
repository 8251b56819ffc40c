package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.azure.AttestedDemand;
import io.azimuth.bootstrap.client.azure.AzureToken;
import io.azimuth.bootstrap.client.azure.MachineDocumentSource;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;

/** The request of a login, for the login itself and for its explanations. */
final class LoginAttempt {

  /** How often a document is sent: the metadata service may first give an earlier one. */
  private static final int ATTEMPTS = 2;

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
    return new LoginProof(body.build(), proof.key());
  }

  /**
   * The answer to a request with this body, which need not grant it. When the server asks for the
   * attested document of the machine, and the machine has one, the request is sent again with it.
   *
   * @param login the path of the login, below which nonces are
   */
  ApiReply answer(String login, Value.Obj body, Function<Value.Obj, ApiReply> sending) {
    ApiReply reply = sending.apply(body);
    Optional<MachineDocumentSource> documents =
        AttestedDemand.isIn(reply) ? source.documents(context) : Optional.empty();
    if (documents.isEmpty()) {
      return reply;
    }
    for (int i = 0; i < ATTEMPTS && AttestedDemand.isIn(reply); i++) {
      reply = sending.apply(with(document(login, documents.get()), body));
    }
    return reply;
  }

  private String document(String login, MachineDocumentSource documents) {
    ApiReply issued =
        session.sendAnonymously(
            "Error asking for a nonce", ApiCall.put(login + "/nonce", Value.Obj.EMPTY));
    try {
      return documents.fetch(ApiReply.text(issued.data(), "nonce").orElse(""));
    } catch (ClientException e) {
      throw e.of("Error fetching the attested document of this machine");
    }
  }

  private static Value.Obj with(String document, Value.Obj body) {
    Value.Builder more = Value.Obj.builder();
    body.members().forEach(more::put);
    return more.put("attested_document", document).build();
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
