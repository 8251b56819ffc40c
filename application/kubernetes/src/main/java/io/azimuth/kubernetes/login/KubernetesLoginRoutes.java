package io.azimuth.kubernetes.login;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.kubernetes.KubernetesCheck;
import io.azimuth.domain.kubernetes.KubernetesDenial;
import io.azimuth.domain.kubernetes.KubernetesGrant;
import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The login, which needs no token of this server. */
public final class KubernetesLoginRoutes {

  public static final String PATH = "login";

  /** The key of the role in the metadata of a token and in what it keeps for a renewal. */
  public static final String ROLE = "role";

  private static final Logger LOG = LoggerFactory.getLogger(KubernetesLoginRoutes.class);

  private final KubernetesLogin login;
  private final Clock clock;
  private final MinInterval logged = new MinInterval(Duration.ofMillis(100));

  public KubernetesLoginRoutes(KubernetesLogin login, Clock clock) {
    this.login = login;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, PATH)
            .access(Access.PUBLIC)
            .summary("Log in with the token of a service account")
            .fields(KubernetesLoginFields.ALL)
            .handle(this::logIn));
  }

  private Answer logIn(Call call) {
    return Answer.of(
        Awaited.recovering(
                () -> login.decide(call),
                RefusedException.class,
                refused -> {
                  KubernetesLogin.note(call, "decision", "refused");
                  throw refused;
                })
            .then(outcome -> answer(call, outcome)));
  }

  private Answer answer(Call call, KubernetesOutcome outcome) {
    outcome.account().ifPresent(account -> KubernetesLogin.note(call, "principal", account.user()));
    Optional<KubernetesGrant> grant = outcome.decision().grant();
    if (grant.isEmpty()) {
      throw refusal(call, outcome);
    }
    KubernetesLogin.note(call, "decision", "granted");
    return new Answer.Envelope(
        Optional.empty(),
        Optional.of(issue(call, outcome.role().orElseThrow(), grant.get())),
        List.of());
  }

  private static Auth issue(Call call, KubernetesRole role, KubernetesGrant grant) {
    Map<String, String> metadata = new HashMap<>(grant.metadata());
    metadata.put(ROLE, role.name().value());
    return call.issue(
        new TokenGrant(
            grant.displayName(),
            role.name().value(),
            role.tokenSettings(),
            metadata,
            grant.alias(),
            grant.aliasMetadata(),
            List.of(),
            Map.of(ROLE, role.name().value())));
  }

  private RefusedException refusal(Call call, KubernetesOutcome outcome) {
    List<KubernetesDenial> reasons = outcome.decision().reasons();
    KubernetesLogin.note(call, "decision", "refused");
    call.auditNotes()
        .add("reasons", Value.of(reasons.stream().map(KubernetesDenial::code).toList()));
    call.loginNotes().reason(reasons.get(0).code());
    log(call, outcome);
    List<KubernetesDenial> told =
        reasons.stream().map(KubernetesDenial::asCallerSeesIt).distinct().toList();
    return new RefusedException(
        new Refusal(
            ErrorCategory.PERMISSION_DENIED,
            told.stream()
                .map(it -> "permission denied: " + it.sentence() + " [" + it.code() + "]")
                .toList(),
            Optional.of(data(told)),
            Optional.empty()),
        data(reasons));
  }

  private static Value.Obj data(List<KubernetesDenial> reasons) {
    return Value.Obj.builder()
        .put(
            "reasons",
            new Value.Items(
                reasons.stream()
                    .<Value>map(it -> Value.Obj.builder().put("code", it.code()).build())
                    .toList()))
        .build();
  }

  // Limited, so that a flood of logins does not flood the log; the audit log has all of them.
  private void log(Call call, KubernetesOutcome outcome) {
    if (!logged.tryAcquire(clock.instant())) {
      return;
    }
    LOG.info(
        "login refused, mount={}, role={}, client={}, request_id={}: {}",
        call.mount().path(),
        outcome.role().map(role -> role.name().value()).orElse(""),
        call.request().client().address().getHostAddress(),
        call.request().id(),
        outcome.decision().checks().stream()
            .filter(KubernetesCheck::isFailed)
            .map(KubernetesLoginRoutes::forLog)
            .collect(Collectors.joining("; ")));
  }

  private static String forLog(KubernetesCheck check) {
    return check.denial().map(KubernetesDenial::code).orElse("")
        + " expected "
        + Quoted.of(check.expected())
        + " actual "
        + Quoted.of(check.actual());
  }
}
