package io.azimuth.kubernetes.login;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.kubernetes.KubernetesCheck;
import io.azimuth.domain.kubernetes.KubernetesCheckName;
import io.azimuth.domain.kubernetes.KubernetesDenial;
import io.azimuth.domain.kubernetes.KubernetesGrant;
import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.role.TokenPreview;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.Arrays;
import java.util.List;

/**
 * The dry run of a login: every check with the expected and the received value, and the token that
 * the login would give. For operators only, because it shows the values that roles bind.
 */
public final class KubernetesExplainRoutes {

  private final KubernetesLogin login;
  private final SystemLifetimes lifetimes;

  public KubernetesExplainRoutes(KubernetesLogin login, SystemLifetimes lifetimes) {
    this.login = login;
    this.lifetimes = lifetimes;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "login/explain")
            .access(Access.AUTHORIZED)
            .summary("Show every check of a login, and issue nothing")
            .fields(KubernetesLoginFields.ALL)
            .handle(this::explain));
  }

  private Answer explain(Call call) {
    return Answer.of(
        Awaited.recovering(
                () -> login.decide(call).then(outcome -> explained(call, outcome)),
                ServiceException.class,
                KubernetesExplainRoutes::undecided)
            .then(Answer::data));
  }

  private Value.Obj explained(Call call, KubernetesOutcome outcome) {
    Value preview =
        outcome
            .decision()
            .grant()
            .<Value>map(grant -> preview(call, outcome.role().orElseThrow(), grant))
            .orElse(Value.NULL);
    return shown(outcome.decision().grant().isPresent(), outcome.decision().checks(), preview);
  }

  // The API server does not judge: the operator reads why, and that nothing was decided.
  private static Value.Obj undecided(ServiceException fault) {
    List<KubernetesCheck> checks =
        Arrays.stream(KubernetesCheckName.values())
            .map(
                name ->
                    KubernetesCheck.skipped(name, fault.code().sentence() + ": " + fault.detail()))
            .toList();
    return shown(false, checks, Value.NULL);
  }

  private static Value.Obj shown(boolean granted, List<KubernetesCheck> checks, Value preview) {
    return Value.Obj.builder()
        .put("granted", granted)
        .put(
            "checks", new Value.Items(checks.stream().map(KubernetesExplainRoutes::check).toList()))
        .put("token_preview", preview)
        .build();
  }

  private static Value check(KubernetesCheck check) {
    return Value.Obj.builder()
        .put("check", check.name().code())
        .put("outcome", check.outcome())
        .put("expected", Quoted.escape(check.expected()))
        .put("actual", Quoted.escape(check.actual()))
        .put("reason", check.denial().map(KubernetesDenial::code).orElse(""))
        .put("hint", check.hint())
        .build();
  }

  private Value.Obj preview(Call call, KubernetesRole role, KubernetesGrant grant) {
    return TokenPreview.of(
        call.mount(),
        lifetimes,
        role.tokenSettings(),
        call.now(),
        grant.alias(),
        grant.aliasMetadata());
  }
}
