package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.azure.AzureToken;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
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
  Value.Obj body(String role) {
    AzureToken proof = source.prove(context);
    proof.warnings().forEach(session.printer()::warning);
    session.requirePrivate("the login");
    Value.Builder body = Value.Obj.builder().put("role", role).put("jwt", proof.jwt().expose());
    names.overriding(proof.names()).forEach(body::put);
    return body.build();
  }

  /** Lets the server explain the request, prints that, and returns the exit code. */
  int explain(String path, Value body) {
    ApiReply reply = session.send("Error explaining the login", ApiCall.put(path, body));
    return new LoginExplanationReport(reply).print(session.printer())
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }
}
