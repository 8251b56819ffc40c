package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.azure.AzureToken;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azimuth login}. */
@Command(
    name = "login",
    sortOptions = false,
    description = {
      "Log this workload in with the identity that Azure gave it.",
      "The token is printed and kept for later commands: in ~/.vault-token, or by the token_helper"
          + " that ~/.vault names."
    })
public final class LoginCommand implements Callable<Integer> {

  private final ClientContext context;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "NAME",
      description = "The role to log in with.")
  private String role = "";

  @Option(
      names = {"--mount", "--path"},
      paramLabel = "PATH",
      defaultValue = "azure",
      description = "Where the azure auth method is. Default: ${DEFAULT-VALUE}.")
  private String mount = "azure";

  @Mixin private TokenSourceOptions source = new TokenSourceOptions();
  @Mixin private ResourceNameOptions names = new ResourceNameOptions();
  @Mixin private LoginOutputOptions keep = new LoginOutputOptions();

  @Option(
      names = "--explain",
      description =
          "Show every check of the login and issue nothing; exit code 1 when it would be "
              + "refused. Needs a token with update on auth/<mount>/login/explain.")
  private boolean explain;

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;
  @Mixin private ClientOptions options;

  /** Creates the command for this context. */
  public LoginCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    AzureToken proof = source.prove(context);
    proof.warnings().forEach(session.printer()::warning);
    session.requirePrivate("the login");
    Value.Builder body = Value.Obj.builder().put("role", role).put("jwt", proof.jwt().expose());
    names.overriding(proof.names()).forEach(body::put);
    return explain ? explain(session, body.build()) : login(session, body.build());
  }

  private int login(ClientSession session, Value body) {
    String path = "auth/" + method() + "/login";
    ApiReply reply = session.sendAnonymously("Error logging in", wrap.on(ApiCall.put(path, body)));
    if (WrapOption.isWrapped(reply)) { // the client that unwraps it has the token
      printWrapped(session, reply);
      return ExitCode.OK;
    }
    SecretText token =
        reply
            .object("auth")
            .flatMap(auth -> ApiReply.text(auth, "client_token"))
            .map(SecretText::of)
            .orElseThrow(() -> new ClientException("Error logging in: nothing is at " + path));
    if (field.isGiven()) {
      keep.store(session, token);
      field.print(session.printer(), reply);
    } else {
      keep.finish(context, session, reply, token);
    }
    return ExitCode.OK;
  }

  private void printWrapped(ClientSession session, ApiReply reply) {
    if (keep.isAlone()) {
      session.printer().field(reply, "wrapping_token");
      context.console().out().println();
    } else {
      field.print(session.printer(), reply);
    }
  }

  private int explain(ClientSession session, Value body) {
    String path = "auth/" + method() + "/login/explain";
    try {
      ApiReply reply = session.send("Error explaining the login", ApiCall.put(path, body));
      return new LoginExplanationReport(reply).print(session.printer())
          ? ExitCode.OK
          : ExitCode.SOFTWARE;
    } catch (ClientException e) {
      throw e.advisedIfForbidden("--explain needs a token with update on " + path + ".");
    }
  }

  private String method() {
    return mount.replaceAll("^/+|/+$", "").replaceFirst("^auth/", "");
  }
}
