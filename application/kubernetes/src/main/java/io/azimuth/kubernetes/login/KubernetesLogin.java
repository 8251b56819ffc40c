package io.azimuth.kubernetes.login;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.kubernetes.KubernetesCheck;
import io.azimuth.domain.kubernetes.KubernetesCheckName;
import io.azimuth.domain.kubernetes.KubernetesDecision;
import io.azimuth.domain.kubernetes.KubernetesDenial;
import io.azimuth.domain.kubernetes.KubernetesLoginPolicy;
import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.kubernetes.ServiceAccount;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.kubernetes.config.KubernetesConfigStore;
import io.azimuth.kubernetes.config.KubernetesSettings;
import io.azimuth.kubernetes.role.KubernetesRoleStore;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.SignatureVerifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Decides a login: checks the fields, the signature where the mount has keys, the claims, the API
 * server's answer, the role, the address and the bindings, in this order. So a caller without a
 * token of the cluster learns neither roles nor bindings. The login and its explanation use this
 * class.
 */
public final class KubernetesLogin {

  private final KubernetesConfigStore configs;
  private final KubernetesRoleStore roles;
  private final SignatureVerifier verifier;
  private final ApiServer api;
  private final PodIdentity pod;

  public KubernetesLogin(
      KubernetesConfigStore configs,
      KubernetesRoleStore roles,
      SignatureVerifier verifier,
      ApiServer api,
      PodIdentity pod) {
    this.configs = configs;
    this.roles = roles;
    this.verifier = verifier;
    this.api = api;
    this.pod = pod;
  }

  /** One login that is being decided. */
  private record Attempt(
      Call call, String roleName, KubernetesSettings settings, UnverifiedToken token) {

    Optional<ApiAccess> access(PodIdentity pod) {
      return settings.apiServer().map(server -> ApiAccess.of(server, settings, pod, token));
    }
  }

  Awaited<KubernetesOutcome> decide(Call call) {
    String roleName = required(call, KubernetesLoginFields.ROLE);
    SecretText jwt = SecretText.of(required(call, KubernetesLoginFields.JWT).strip());
    KubernetesSettings settings =
        configs
            .find(call.transaction())
            .orElseThrow(() -> RefusedException.invalid("could not load backend configuration"));
    RoleName.parse(roleName).ifPresent(name -> note(call, "role", name.value()));
    Optional<UnverifiedToken> token = UnverifiedToken.parse(jwt);
    if (token.isEmpty()) {
      return Awaited.of(malformed());
    }
    Attempt attempt = new Attempt(call, roleName, settings, token.get());
    return settings.keys().isEmpty()
        ? UnprovedClaims.read(token.get())
            .map(claims -> withClaims(attempt, claims))
            .orElseGet(() -> Awaited.of(malformed()))
        : withKeys(attempt);
  }

  private static String required(Call call, Field<String> field) {
    String value = call.fields().value(field);
    if (value.isEmpty()) {
      throw RefusedException.invalid("missing " + field.name());
    }
    return value;
  }

  private Awaited<KubernetesOutcome> withKeys(Attempt attempt) {
    SignatureExpectation expectation =
        new SignatureExpectation(
            new KeySource.Fixed(attempt.settings().keys()),
            EnumSet.allOf(SignatureAlgorithm.class),
            Optional.empty());
    return verifier
        .verify(attempt.token(), expectation, attempt.call().deadline())
        .thenAwait(
            verification ->
                verification.fold(
                    signed -> withClaims(attempt, signed.claims()),
                    refused -> Awaited.of(notAToken(KubernetesDenial.of(refused.reason())))));
  }

  private Awaited<KubernetesOutcome> withClaims(Attempt attempt, ClaimSet claims) {
    List<KubernetesCheck> checks = new ArrayList<>();
    checks.add(KubernetesLoginPolicy.token(claims, attempt.settings().issuer()));
    if (checks.get(0).isFailed()) {
      return Awaited.of(KubernetesOutcome.unproved(checks));
    }
    checks.add(KubernetesLoginPolicy.validity(claims, attempt.call().now()));
    if (checks.get(1).isFailed()) {
      return Awaited.of(KubernetesOutcome.unproved(checks));
    }
    ServiceAccount account = ServiceAccount.of(claims).orElseThrow();
    List<String> audiences = claims.texts("aud");
    Optional<ApiAccess> access = attempt.access(pod);
    if (access.isEmpty()) {
      checks.add(
          KubernetesCheck.skipped(
              KubernetesCheckName.TOKEN_REVIEW,
              "kubernetes_host is not set: the signature alone proves the token"));
      return withAccount(attempt, checks, account, audiences);
    }
    return api.review(attempt.call(), access.get(), attempt.token(), account, audiences)
        .thenAwait(
            reviewed -> {
              checks.add(reviewed.check());
              return reviewed.check().isFailed()
                  ? Awaited.of(KubernetesOutcome.unproved(checks))
                  : withAccount(attempt, checks, account, reviewed.audiences());
            });
  }

  private Awaited<KubernetesOutcome> withAccount(
      Attempt attempt,
      List<KubernetesCheck> checks,
      ServiceAccount account,
      List<String> audiences) {
    Call call = attempt.call();
    KubernetesRole role =
        RoleName.parse(attempt.roleName())
            .flatMap(name -> roles.find(call.transaction(), name))
            .orElseThrow(
                () ->
                    RefusedException.invalid(
                        "invalid role name \"" + Quoted.escape(attempt.roleName()) + "\""));
    call.loginNotes().role(role.name().value());
    checks.add(KubernetesLoginPolicy.address(role, call.request().client().address()));
    if (checks.stream().noneMatch(KubernetesCheck::isFailed)) {
      checks.addAll(KubernetesLoginPolicy.bindings(role.bindings(), account, audiences));
    }
    if (checks.stream().anyMatch(KubernetesCheck::isFailed)) {
      return Awaited.of(
          KubernetesOutcome.proved(account, role, KubernetesDecision.refused(checks)));
    }
    Optional<ApiAccess> access =
        attempt.settings().usesAnnotations() ? attempt.access(pod) : Optional.empty();
    if (access.isEmpty()) {
      return Awaited.of(
          KubernetesOutcome.proved(
              account, role, KubernetesLoginPolicy.decide(checks, role, account)));
    }
    return api.annotations(call, access.get(), account)
        .then(
            annotations ->
                KubernetesOutcome.proved(
                    account,
                    role,
                    annotations
                        .map(all -> KubernetesLoginPolicy.decide(checks, role, account, all))
                        .orElseGet(() -> gone(checks, account))));
  }

  private static KubernetesDecision gone(List<KubernetesCheck> made, ServiceAccount account) {
    List<KubernetesCheck> checks = new ArrayList<>(made);
    checks.add(
        KubernetesCheck.failed(
            KubernetesCheckName.ALIAS_METADATA,
            KubernetesDenial.SERVICE_ACCOUNT_GONE,
            account.user(),
            ""));
    return KubernetesDecision.refused(checks);
  }

  private static KubernetesOutcome malformed() {
    return notAToken(KubernetesDenial.TOKEN_MALFORMED);
  }

  private static KubernetesOutcome notAToken(KubernetesDenial denial) {
    return KubernetesOutcome.unproved(
        List.of(KubernetesCheck.failed(KubernetesCheckName.TOKEN, denial, "", "")));
  }

  static void note(Call call, String name, String text) {
    call.auditNotes().add(name, Value.of(text));
  }
}
