package io.azimuth.bootstrap.command.doctor;

import io.azimuth.bootstrap.build.BuildInfo;
import io.azimuth.bootstrap.client.Acknowledgements;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.AuthMounts;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.bootstrap.config.ServerAdvice;
import io.azimuth.spi.api.Value;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a running server about its state. */
final class ServerDiagnosis {

  /** The server's time has no smaller unit than a second. */
  private static final Duration GAP = Duration.ofSeconds(5);

  /** So that the name of a file in a bundle, with its directory and ending, is within 100 bytes. */
  private static final int MAX_NAME = 70;

  /** What a server tells to nobody without a token. */
  private static final String WITH_TOKEN = "audit, Azure and its clock";

  private final ClientSession session;
  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Value> answers = new LinkedHashMap<>();
  private Acknowledgements acknowledged = Acknowledgements.NONE;
  private boolean isServing;

  /** Creates a diagnosis of the server of this session. */
  ServerDiagnosis(ClientSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  /** The answers of the server by the name of their file in a bundle. */
  Map<String, Value> answers() {
    return Map.copyOf(answers);
  }

  boolean isReached() {
    return answers.containsKey("health");
  }

  List<Finding> run() {
    try {
      Instant asked = clock.instant();
      ApiReply health = session.attempt("no answer", ApiCall.get("sys/health"));
      Instant answered = clock.instant();
      health.body().ifPresent(body -> answers.put("health", body));
      isServing = health.isSuccess(); // else each question would wait for its refusal
      health(health);
      clock(health, asked, answered);
      version(health);
    } catch (ClientException e) {
      findings.add(
          Finding.failure(
              "server",
              e.sentence(),
              "start it, or say where it is with --address or AZIMUTH_ADDR"));
      return List.copyOf(findings);
    }
    if (!session.hasToken()) {
      findings.add(
          Finding.skipped(
              WITH_TOKEN,
              "no token",
              "set AZIMUTH_TOKEN or log in; it needs read on sys/metrics, sys/auth,"
                  + " auth/<mount>/config/status and auth/<mount>/refusals, and read and sudo on"
                  + " sys/audit"));
      return List.copyOf(findings);
    }
    if (!isServing) {
      findings.add(
          Finding.skipped(
              WITH_TOKEN, "not asked: the server answers no requests now", "ask when it serves"));
      return List.copyOf(findings);
    }
    Optional<Finding> refused = refusedToken();
    if (refused.isPresent()) {
      findings.add(refused.get());
      return List.copyOf(findings);
    }
    acknowledged = acknowledged();
    audit();
    mounts();
    logins();
    figures(); // last: the questions to Azure bring the clocks up to date
    return List.copyOf(findings);
  }

  private void health(ApiReply health) {
    List<String> problems = ApiReply.texts(health.member("azimuth_problems"));
    if (!health.isTrue("initialized")) {
      findings.add(Finding.failure("server", "not initialised", "azimuth operator init"));
    } else if (!problems.isEmpty()) {
      if (health.isTrue("sealed")) {
        findings.add(Finding.failure("server", "sealed, and it waits for the key of its seal", ""));
      }
      problems.stream().map(HealthProblem::finding).forEach(findings::add);
    } else if (health.isTrue("sealed")) {
      findings.add(
          Finding.failure(
              "server",
              "sealed" + shares(),
              "azimuth operator unseal, with enough key shares or recovery keys; a seal other than key"
                  + " shares opens at a restart, too"));
    } else if (!health.isSuccess()) {
      findings.add(Finding.warning("server", "its health answers " + health.status(), ""));
    } else {
      findings.add(Finding.ok("server", "unsealed, and it serves"));
    }
  }

  private String shares() {
    try {
      ApiReply seal = session.attempt("no answer", ApiCall.get("sys/seal-status"));
      String needed = seal.member("t").map(PlainText::of).orElse("0");
      String entered = seal.member("progress").map(PlainText::of).orElse("0");
      String what = seal.isTrue("recovery_seal") ? "recovery keys" : "key shares";
      return needed.equals("0") ? "" : ": %s of %s %s are entered".formatted(entered, needed, what);
    } catch (ClientException e) {
      return "";
    }
  }

  // A slow answer is no wrong clock: the server read its own between both times.
  private static Duration gap(Instant server, Instant asked, Instant answered) {
    if (server.isBefore(asked)) {
      return Duration.between(server, asked);
    }
    return server.isAfter(answered) ? Duration.between(server, answered) : Duration.ZERO;
  }

  private void clock(ApiReply health, Instant asked, Instant answered) {
    ApiReply.time(health.member("server_time_utc"))
        .ifPresent(
            server -> {
              Duration gap = gap(server, asked, answered);
              String found =
                  "this machine is %d s %s the server"
                      .formatted(gap.abs().toSeconds(), gap.isNegative() ? "behind" : "ahead of");
              findings.add(
                  gap.abs().compareTo(GAP) <= 0
                      ? Finding.ok("clock", "as that of the server")
                      : Finding.warning("clock", found, "let both follow a time server"));
            });
  }

  private void version(ApiReply health) {
    String clientVersion = BuildInfo.version();
    String serverVersion =
        health.body().flatMap(body -> ApiReply.text(body, "azimuth_version")).orElse("");
    if (serverVersion.isEmpty()) {
      findings.add(
          Finding.warning("version", "the server is not Azimuth", "look at --address again"));
    } else if (serverVersion.equals(clientVersion)) {
      findings.add(Finding.ok("version", "client and server are " + clientVersion));
    } else {
      findings.add(
          Finding.warning(
              "version",
              "the client is %s, the server %s".formatted(clientVersion, serverVersion),
              "use the client of the server's distribution"));
    }
  }

  private Optional<ApiReply> ask(String check, String name, ApiCall call) {
    Optional<ApiReply> reply = ask(check, call);
    reply.ifPresent(it -> answers.put(name, it.data()));
    return reply;
  }

  private Optional<ApiReply> ask(String check, ApiCall call) {
    try {
      return Optional.of(session.send("Error reading " + call.path(), call));
    } catch (ClientException e) {
      findings.add(
          e.isForbidden()
              ? Finding.skipped(
                  check, "the token may not read " + call.path(), "give it a policy for that")
              : Finding.failure(check, e.sentence().lines().findFirst().orElse(""), ""));
      return Optional.empty();
    }
  }

  // Else each question would say that a policy is missing.
  private Optional<Finding> refusedToken() {
    try {
      session.send("The server does not take the token", ApiCall.get("auth/token/lookup-self"));
      return Optional.empty();
    } catch (ClientException e) {
      return e.sentence()
          .lines()
          .filter(line -> e.isForbidden() && line.contains("invalid token"))
          .findFirst()
          .map(
              line ->
                  Finding.failure(
                      "token",
                      "the server does not take it: " + line.replaceFirst("^[* ]+", ""),
                      "log in again; a bound token needs the certificate of its login"
                          + " (AZIMUTH_CLIENT_CERT, AZIMUTH_CLIENT_KEY)"));
    }
  }

  // Without the right to read them, what is acknowledged is a warning.
  private Acknowledgements acknowledged() {
    try {
      return Acknowledgements.of(
          session.lookUp("Error reading acknowledgements", Acknowledgements.QUESTION));
    } catch (ClientException e) {
      return Acknowledgements.NONE;
    }
  }

  private void audit() {
    ask("audit devices", "audit-devices", ApiCall.get("sys/audit"))
        .ifPresent(
            reply ->
                findings.add(
                    reply.data().members().isEmpty()
                        ? Finding.warning(
                                "audit devices",
                                "none: nobody can say later who did what",
                                "azimuth audit enable file file_path=audit.log")
                            .acknowledged(reason(ServerAdvice.NO_AUDIT_DEVICE))
                        : Finding.ok(
                            "audit devices", String.join(", ", reply.data().members().keySet()))));
  }

  private Optional<String> reason(ServerAdvice advice) {
    return acknowledged.reason(advice.code());
  }

  private void mounts() {
    Optional<ApiReply> auth = ask("Azure", "auth-methods", ApiCall.get("sys/auth"));
    if (auth.isEmpty()) {
      return;
    }
    boolean any = false;
    for (Map.Entry<String, Value> mount : auth.get().data().members().entrySet()) {
      if (mount.getValue() instanceof Value.Obj details
          && ApiReply.text(details, "type").filter("azure"::equals).isPresent()) {
        any = true;
        mount(mount.getKey().replaceAll("/+$", ""));
      }
    }
    if (!any) {
      findings.add(
          Finding.note("Azure", "no auth method of the type azure", "azimuth auth enable azure"));
    }
  }

  private void mount(String mount) {
    String check = "auth/" + mount;
    ApiCall call = ApiCall.get(check + "/config/status").with("probe", "true");
    ask(check, fileName(mount), call)
        .ifPresent(
            reply -> {
              if (reply.data().members().isEmpty()) {
                findings.add(
                    Finding.warning(
                        check, "not configured", "azimuth write " + check + "/config tenant_id=…"));
              } else {
                findings.addAll(
                    new AzureMountDiagnosis(check, reply.data(), acknowledged, clock.instant())
                        .run());
              }
            });
  }

  // Not in a bundle: refusals name people, and what roles bind.
  private void logins() {
    List<String> mounts =
        ask("logins", AuthMounts.QUESTION)
            .map(answer -> AuthMounts.of(answer).serving("refusals"))
            .orElse(List.of());
    for (String mount : mounts) {
      String limit = String.valueOf(LoginDiagnosis.LIMIT);
      ask(mount + " logins", ApiCall.get(mount + "/refusals").with("limit", limit))
          .map(answer -> new LoginDiagnosis(mount, answer.data(), clock.instant()).run())
          .ifPresent(findings::addAll);
    }
  }

  private static String fileName(String mount) {
    String name = "status-" + mount.replaceAll("[^A-Za-z0-9._-]", "-");
    return name.substring(0, Math.min(MAX_NAME, name.length()));
  }

  private void figures() {
    ask("figures", "metrics", ApiCall.get("sys/metrics"))
        .map(reply -> new FiguresDiagnosis(reply.data(), acknowledged, clock.instant()).run())
        .ifPresent(findings::addAll);
  }
}
