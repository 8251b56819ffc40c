package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.command.client.session.CommandParameters;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    sortOptions = false,
    description = {
      "Show why a login is granted or refused. Exit code 1: it is refused.",
      "With a token that has update on auth/<mount>/login/explain, the server issues nothing and",
      "says first what decides, then its checks. Without one: what the token of the workload says,",
      "beside the refusal of a real login. If that login is granted, its token is revoked at once.",
      "With KEY=VALUE: a login of any auth method, such as --mount=approle role_id=ID",
      "secret_id=@FILE. That needs the right to explain; without KEY=VALUE it is the login of this",
      "workload with its Azure identity."
    })
public final class ExplainCommand extends ClientCommand {

  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description =
          "Parameters of a login of any auth method; a value may be @FILE or - for standard input.")
  private List<String> parameters = List.of();

  @Option(
      names = "--role",
      paramLabel = "NAME",
      description = "The role to log in with; needed for a login of this workload.")
  private String role = "";

  @Option(names = "--all", description = "Also list the checks that the server skipped.")
  private boolean all;

  @Mixin private LoginMountOption mount = new LoginMountOption();
  @Mixin private TokenSourceOptions source = new TokenSourceOptions();
  @Mixin private ResourceNameOptions names = new ResourceNameOptions();

  public ExplainCommand(ClientContext context, Clock clock) {
    super(context);
    this.clock = clock;
  }

  @Override
  protected int run(ClientSession session) {
    if (!parameters.isEmpty()) {
      return explainSent(session);
    }
    if (role.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--role=NAME is missing, or the parameters of a login");
    }
    LoginAttempt attempt = new LoginAttempt(context, session, source, names);
    LoginProof proof = attempt.prove(role);
    if (session.hasToken()) {
      try {
        return attempt.explain(mount.path("login"), proof, all);
      } catch (ClientException e) {
        if (!e.isForbidden()) {
          throw e;
        }
        session
            .printer()
            .warning(
                "your token may not explain logins (it lacks update on "
                    + mount.path("login/explain")
                    + "); what follows is what the owner of the workload may know");
      }
    }
    return logIn(proof.key().map(session::showing).orElse(session), attempt, proof);
  }

  private int explainSent(ClientSession session) {
    source
        .firstGiven(names, spec.commandLine().getParseResult())
        .ifPresent(
            option -> {
              throw new ParameterException(
                  spec.commandLine(), option + " has no effect with KEY=VALUE");
            });
    session.requirePrivate("the login");
    Value.Builder body = Value.Obj.builder();
    if (!role.isEmpty()) {
      body.put("role", role);
    }
    CommandParameters.read(parameters, context).members().forEach(body::put);
    ApiReply reply =
        session.send(
            "Error explaining the login", ApiCall.put(mount.path("login/explain"), body.build()));
    return new LoginExplanationReport(reply, all).print(session.printer())
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }

  private int logIn(ClientSession session, LoginAttempt attempt, LoginProof proof) {
    Value.Obj body = proof.body();
    Instant clientTime = clock.instant().truncatedTo(ChronoUnit.SECONDS); // the unit of the server
    Optional<Instant> serverTime = serverTime(session);
    Optional<UnverifiedClaims> claims = ApiReply.text(body, "jwt").flatMap(UnverifiedClaims::of);
    ApiCall call = ApiCall.put(mount.path("login"), body);
    ApiReply reply =
        attempt.answer(
            mount.path("login"),
            proof,
            it ->
                session.attempt(
                    "Error explaining the login", ApiCall.put(mount.path("login"), it)));
    RefusalReport refusal = new RefusalReport(reply);
    boolean granted = reply.object("auth").isPresent();
    List<String> lines = new ArrayList<>();
    lines.addAll(
        claims
            .map(it -> new ClaimReport(it, clientTime, serverTime).lines())
            .orElse(List.of("The token is not a JWT of three parts.")));
    lines.add("");
    if (granted) {
      lines.add("The server grants this login. " + revoke(session, reply));
    } else if (refusal.isRefusal()) {
      lines.addAll(refusal.lines());
    }
    Value.Builder result =
        Value.Obj.builder()
            .put("granted", granted)
            .put("reasons", new Value.Items(refusal.reasons()))
            .put("claims", claims.map(UnverifiedClaims::claims).orElse(Value.Obj.EMPTY))
            .put("claims_verified", false)
            .put("time", clientTime.toString())
            .putIfPresent("server_time", serverTime.map(Instant::toString));
    session.printer().warnings(reply);
    session.printer().print(result.build(), lines);
    if (granted) {
      return ExitCode.OK;
    }
    advise(session, call, reply, refusal);
    return ExitCode.SOFTWARE;
  }

  private void advise(ClientSession session, ApiCall call, ApiReply reply, RefusalReport refusal) {
    if (!refusal.isRefusal()) { // no decision about the token: it could not be asked, or its role
      throw session.refused("Error logging in", call, reply);
    }
    context
        .console()
        .err()
        .println(
            "An operator sees what was expected: AZIMUTH_TOKEN=… azimuth explain, with a token that"
                + " has update on "
                + mount.path("login/explain"));
  }

  private static Optional<Instant> serverTime(ClientSession session) {
    return ApiReply.time(
        session
            .attempt("Error reading the time of the server", ApiCall.get("sys/health"))
            .member("server_time_utc"));
  }

  private static String revoke(ClientSession session, ApiReply reply) {
    Optional<SecretText> fresh = reply.issuedToken();
    try {
      session.sendAs(
          "Error revoking", ApiCall.put("auth/token/revoke-self", Value.Obj.EMPTY), fresh);
      return "The token that it issued was revoked.";
    } catch (ClientException e) {
      return "The token that it issued could not be revoked and ends by itself.";
    }
  }
}
