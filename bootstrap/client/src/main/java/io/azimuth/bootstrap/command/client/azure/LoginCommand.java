package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.bootstrap.command.client.browser.BrowserLogin;
import io.azimuth.bootstrap.command.client.browser.BrowserLoginOptions;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.FieldOption;
import io.azimuth.bootstrap.command.client.session.WrapOption;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.SecretGenerator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "login",
    sortOptions = false,
    description = {
      "Log in with the Azure identity of this workload, or of the person at the Azure CLI.",
      "With --method=oidc: log a person in with a browser.",
      "With TOKEN, or without --role: log in with a token that is there. The token is printed and",
      "kept for later commands: in ~/.vault-token, or by the token_helper in the file ~/.vault.",
      "With --bind it is of use with its key alone, which is kept in ~/.vault-token.pem."
    })
public final class LoginCommand implements Callable<Integer> {

  private static final String AZURE = "azure";
  private static final String OIDC = "oidc";
  private static final String LOGGING_IN = "Error logging in";

  private final ClientContext context;
  private final SecretGenerator secrets;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOKEN",
      description =
          "A token to check and to keep; - reads it from standard input. Absent, as --role: it is "
              + "asked for, so that it stands in no history of commands.")
  private @Nullable String token;

  @Option(names = "--role", paramLabel = "NAME", description = "The role to log in with.")
  private @Nullable String role;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      completionCandidates = Methods.class,
      defaultValue = AZURE,
      description =
          "azure, or oidc: a person logs in with a browser, under --role or the default role of the"
              + " mount. Default: ${DEFAULT-VALUE}.")
  private String method = AZURE;

  @Mixin private LoginMountOption mount = new LoginMountOption();
  @Mixin private TokenSourceOptions source = new TokenSourceOptions();
  @Mixin private ResourceNameOptions names = new ResourceNameOptions();
  @Mixin private BrowserLoginOptions browser = new BrowserLoginOptions();
  @Mixin private LoginOutputOptions keep = new LoginOutputOptions();
  @Mixin private BindOption bind = new BindOption();

  @Option(
      names = "--explain",
      description =
          "Show what decides about the login and its checks, and issue nothing; exit code 1 when it"
              + " would be refused. Needs a token with update on auth/<mount>/login/explain.")
  private boolean explain;

  @Option(names = "--all", description = "With --explain: also list the checks that were skipped.")
  private boolean all;

  @Mixin private FieldOption field = new FieldOption();
  @Mixin private WrapOption wrap;
  @Mixin private ClientOptions options;

  /** The methods, for shells that complete the option. */
  static final class Methods implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(AZURE, OIDC).iterator();
    }
  }

  /**
   * Creates the command for this context.
   *
   * @param secrets makes what ties the end of a login with a browser to its begin
   */
  public LoginCommand(ClientContext context, SecretGenerator secrets) {
    this.context = context;
    this.secrets = secrets;
    this.options = new ClientOptions(context);
    this.wrap = new WrapOption(context);
  }

  @Override
  public Integer call() {
    if (method.equals(OIDC)) {
      return loginWithBrowser();
    }
    if (!method.equals(AZURE)) {
      throw wrong("--method is azure or oidc");
    }
    if (all && !explain) {
      throw wrong("--all needs --explain");
    }
    if (bind.isGiven() && explain) {
      throw wrong("--bind has no effect with --explain");
    }
    if (browser.isGiven()) {
      throw wrong("--port and --no-browser need --method=oidc");
    }
    if (role == null) {
      return loginWithToken();
    }
    if (token != null) {
      throw wrong("give a token or --role, not both");
    }
    ClientSession session = options.open();
    LoginAttempt attempt = new LoginAttempt(context, session, source, names);
    requireUse();
    LoginProof proof = attempt.prove(role);
    return explain ? explain(attempt, proof) : login(session, attempt, proof);
  }

  // The key is here, so a token that goes elsewhere would be worth nothing.
  private void requireUse() {
    if (bind.isGiven() && (!keep.isKept() || wrap.isGiven())) {
      throw wrong(
          "--bind keeps the key with the token: leave out --no-store, --token-only and --wrap-ttl");
    }
  }

  private ClientSession showing(ClientSession session, Optional<ClientKey> ofProof) {
    return bind.key(session, ofProof).map(session::showing).orElse(session);
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private Optional<String> azureOption() {
    return source.firstGiven(names, spec.commandLine().getParseResult());
  }

  private int loginWithBrowser() {
    if (token != null || explain) {
      throw wrong("with --method=oidc neither a token nor --explain is given");
    }
    azureOption()
        .ifPresent(
            option -> {
              throw wrong(option + " needs --method=azure");
            });
    requireUse();
    ClientSession session = options.open();
    ClientSession shown = showing(session, Optional.empty());
    String path = mount.path(OIDC, "");
    ApiReply reply =
        new BrowserLogin(context, shown, browser, secrets)
            .run(path, role == null ? "" : role, wrap::on);
    return finishLogin(session, shown, path, "You are", reply);
  }

  private int loginWithToken() {
    if (explain || bind.isGiven() || azureOption().isPresent()) {
      throw wrong("--role=NAME is missing");
    }
    if (token == null && !context.input().isTerminal()) {
      throw wrong("--role=NAME is missing, or a token; - reads one from standard input");
    }
    ClientSession session = options.open();
    session.requirePrivate("the token");
    if (token != null && !token.equals("-")) {
      session
          .printer()
          .warning(
              "the token stands on the command line: the shell keeps it in its history, and others"
                  + " on this machine see it in the list of processes; leave it out to be asked for"
                  + " it");
    }
    SecretText own =
        token == null || token.equals("-")
            ? context.input().secret("Token (hidden)")
            : SecretText.of(token);
    ApiReply checked = new TokenCheck(session).check(own);
    finish(session, "Success! You are logged in with this token.", checked, own);
    return ExitCode.OK;
  }

  private void finish(ClientSession session, String success, ApiReply reply, SecretText fresh) {
    if (field.isGiven()) {
      keep.store(session, fresh);
      field.print(session.printer(), reply);
    } else {
      keep.finish(context, session, success, reply, fresh);
    }
  }

  private int login(ClientSession session, LoginAttempt attempt, LoginProof proof) {
    ClientSession shown = showing(session, proof.key());
    String path = mount.path("login");
    ApiReply reply =
        attempt.answer(
            path, proof, it -> shown.attempt(LOGGING_IN, wrap.on(ApiCall.put(path, it))));
    if (!reply.isSuccess()) {
      throw LoginAdvice.on(
          shown.refused(LOGGING_IN, ApiCall.put(path, proof.body()), reply),
          shown.settings().tls());
    }
    String who = source.isPerson() ? "You are" : "This workload is";
    return finishLogin(session, shown, path, who, reply);
  }

  private int finishLogin(
      ClientSession session, ClientSession shown, String path, String who, ApiReply reply) {
    if (WrapOption.isWrapped(reply)) { // the client that unwraps it has the token
      printWrapped(session, reply);
      return ExitCode.OK;
    }
    SecretText fresh =
        reply
            .issuedToken()
            .orElseThrow(() -> new ClientException("Error logging in: nothing is at " + path));
    ClientSession keeping = bind.keeping(shown, session, reply);
    if (keeping != session && !keep.isKept()) {
      session
          .printer()
          .warning(
              "the token is bound to the key of this login, which is not kept: it opens nothing");
    }
    finish(keeping, "Success! " + who + " logged in.", reply, fresh);
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

  private int explain(LoginAttempt attempt, LoginProof proof) {
    String path = mount.path("login/explain");
    try {
      return attempt.explain(mount.path("login"), proof, all);
    } catch (ClientException e) {
      throw e.advisedIfForbidden(
          "--explain needs a token with update on "
              + path
              + ". Without one, azimuth explain shows what the owner of the workload may know.");
    }
  }
}
