package io.azimuth.kubernetes.login;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.kubernetes.KubernetesBindings;
import io.azimuth.domain.kubernetes.KubernetesCheckName;
import io.azimuth.domain.kubernetes.KubernetesDenial;
import io.azimuth.domain.kubernetes.KubernetesGrant;
import io.azimuth.domain.kubernetes.KubernetesLoginPolicy;
import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.kubernetes.ServiceAccount;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.kubernetes.config.KubernetesConfigStore;
import io.azimuth.kubernetes.config.KubernetesSettings;
import io.azimuth.kubernetes.role.KubernetesRoleStore;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.login.LoginExplanations;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.SignatureVerification;
import io.azimuth.spi.verify.SignatureVerifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
      Call call,
      String roleName,
      KubernetesSettings settings,
      UnverifiedToken token,
      Optional<CertificateDigest> shown) {

    Optional<ApiAccess> access(PodIdentity pod) {
      return settings.apiServer().map(server -> ApiAccess.of(server, settings, pod, token));
    }
  }

  Awaited<DecidedLogin> decide(Call call) {
    return decide(call, call.request().certificate());
  }

  /** The same for a dry run, which may name a certificate. */
  Awaited<DecidedLogin> rehearse(Call call) {
    return decide(call, LoginExplanations.certificate(call));
  }

  private Awaited<DecidedLogin> decide(Call call, Optional<CertificateDigest> shown) {
    String roleName = required(call, KubernetesLoginFields.ROLE);
    SecretText jwt = SecretText.of(required(call, KubernetesLoginFields.JWT).strip());
    KubernetesSettings settings =
        configs
            .find(call.transaction())
            .orElseThrow(() -> RefusedException.invalid("could not load backend configuration"));
    LoginAnswers.noteRole(call, roleName);
    return UnverifiedToken.parse(jwt)
        .map(token -> decide(new Attempt(call, roleName, settings, token, shown)))
        .orElseGet(() -> Awaited.of(malformed()))
        .then(login -> login.asking(roleName));
  }

  private Awaited<DecidedLogin> decide(Attempt attempt) {
    return attempt.settings().keys().isEmpty()
        ? UnprovedClaims.read(attempt.token())
            .map(claims -> withClaims(attempt, claims))
            .orElseGet(() -> Awaited.of(malformed()))
        : withKeys(attempt);
  }

  private static String required(CallInput call, Field<String> field) {
    String value = call.fields().value(field);
    if (value.isEmpty()) {
      throw RefusedException.invalid("missing " + field.name());
    }
    return value;
  }

  private Awaited<DecidedLogin> withKeys(Attempt attempt) {
    SignatureExpectation expectation =
        new SignatureExpectation(
            new KeySource.Fixed(attempt.settings().keys()),
            EnumSet.allOf(SignatureAlgorithm.class),
            Optional.empty(),
            attempt.shown());
    return verifier
        .verify(attempt.token(), expectation, attempt.call().deadline())
        .thenAwait(
            verification ->
                verification.fold(
                    signed -> withClaims(attempt, signed.claims()),
                    refused -> Awaited.of(refused(attempt, refused))));
  }

  private static DecidedLogin refused(Attempt attempt, SignatureVerification.Refused refused) {
    Optional<ClaimSet> signed = refused.claims().filter(it -> refused.reason().issuerProved());
    return signed
        .map(claims -> unbound(attempt, List.of(), claims))
        .orElseGet(() -> notAToken(KubernetesDenial.of(refused.reason())));
  }

  /** A proved token that comes without the key to which it is bound. */
  private static DecidedLogin unbound(Attempt attempt, List<LoginCheck> made, ClaimSet claims) {
    List<LoginCheck> checks = new ArrayList<>(made);
    checks.add(binding(attempt, claims));
    return new DecidedLogin(
        ServiceAccount.of(claims).map(ServiceAccount::user),
        Optional.empty(),
        KubernetesLoginPolicy.refused(checks).checks(),
        Optional.empty());
  }

  private static LoginCheck binding(Attempt attempt, ClaimSet claims) {
    return LoginCheck.binding(
        KubernetesCheckName.BINDING, TokenBinding.of(claims), attempt.shown());
  }

  private Awaited<DecidedLogin> withClaims(Attempt attempt, ClaimSet claims) {
    List<LoginCheck> checks = new ArrayList<>();
    checks.add(KubernetesLoginPolicy.token(claims, attempt.settings().issuer()));
    if (checks.get(0).isFailed()) {
      return Awaited.of(unproved(checks));
    }
    checks.add(KubernetesLoginPolicy.validity(claims, attempt.call().now()));
    if (checks.get(1).isFailed()) {
      return Awaited.of(unproved(checks));
    }
    ServiceAccount account = ServiceAccount.of(claims).orElseThrow();
    List<String> audiences = claims.texts("aud");
    Optional<ApiAccess> access = attempt.access(pod);
    if (access.isEmpty()) {
      checks.add(
          LoginCheck.skipped(
              KubernetesCheckName.TOKEN_REVIEW,
              "kubernetes_host is not set: the signature alone proves the token"));
      return withProof(attempt, checks, claims, audiences);
    }
    return api.review(attempt.call(), access.get(), attempt.token(), account, audiences)
        .thenAwait(
            reviewed -> {
              checks.add(reviewed.check());
              return reviewed.check().isFailed()
                  ? Awaited.of(unproved(checks))
                  : withProof(attempt, checks, claims, reviewed.audiences());
            });
  }

  // Not before: what a stranger claims is no sign of a stolen token.
  private Awaited<DecidedLogin> withProof(
      Attempt attempt, List<LoginCheck> checks, ClaimSet claims, List<String> audiences) {
    if (binding(attempt, claims).isFailed()) {
      return Awaited.of(unbound(attempt, checks, claims));
    }
    checks.add(binding(attempt, claims));
    return withAccount(attempt, checks, claims, audiences);
  }

  private Awaited<DecidedLogin> withAccount(
      Attempt attempt, List<LoginCheck> checks, ClaimSet claims, List<String> audiences) {
    Call call = attempt.call();
    ServiceAccount account = ServiceAccount.of(claims).orElseThrow();
    Optional<KubernetesRole> found = roles.named(call.transaction(), attempt.roleName());
    if (found.isEmpty()) {
      return Awaited.of(roleUnknown(checks, account, attempt.roleName()));
    }
    KubernetesRole role = found.get();
    checks.add(
        LoginCheck.address(KubernetesCheckName.ADDRESS, role, call.request().client().address()));
    checks.add(
        LoginCheck.boundToken(
            KubernetesCheckName.BOUND_TOKEN,
            role.bindings().requireBoundToken(),
            TokenBinding.of(claims)));
    if (checks.stream().anyMatch(LoginCheck::isFailed)) {
      return Awaited.of(proved(account, role, KubernetesLoginPolicy.refused(checks)));
    }
    return labels(attempt, role.bindings(), account, audiences)
        .thenAwait(
            labels -> {
              checks.addAll(
                  KubernetesLoginPolicy.bindings(role.bindings(), account, audiences, labels));
              return withBindings(attempt, checks, account, role);
            });
  }

  private Awaited<Optional<Map<String, String>>> labels(
      Attempt attempt,
      KubernetesBindings bindings,
      ServiceAccount account,
      List<String> audiences) {
    Optional<ApiAccess> access =
        KubernetesLoginPolicy.needsLabels(bindings, account, audiences)
            ? attempt.access(pod)
            : Optional.empty();
    return access
        .map(it -> api.labels(attempt.call(), it, account))
        .orElseGet(() -> Awaited.of(Optional.empty()));
  }

  private Awaited<DecidedLogin> withBindings(
      Attempt attempt, List<LoginCheck> checks, ServiceAccount account, KubernetesRole role) {
    if (checks.stream().anyMatch(LoginCheck::isFailed)) {
      return Awaited.of(proved(account, role, KubernetesLoginPolicy.refused(checks)));
    }
    Optional<ApiAccess> access =
        attempt.settings().usesAnnotations() ? attempt.access(pod) : Optional.empty();
    if (access.isEmpty()) {
      return Awaited.of(proved(account, role, KubernetesLoginPolicy.decide(checks, role, account)));
    }
    return api.annotations(attempt.call(), access.get(), account)
        .then(
            annotations ->
                proved(
                    account,
                    role,
                    annotations
                        .map(all -> KubernetesLoginPolicy.decide(checks, role, account, all))
                        .orElseGet(() -> gone(checks, account))));
  }

  private static LoginDecision<KubernetesGrant> gone(
      List<LoginCheck> made, ServiceAccount account) {
    List<LoginCheck> checks = new ArrayList<>(made);
    checks.add(
        LoginCheck.failed(
            KubernetesCheckName.ALIAS_METADATA,
            KubernetesDenial.SERVICE_ACCOUNT_GONE,
            account.user(),
            ""));
    return KubernetesLoginPolicy.refused(checks);
  }

  private static DecidedLogin proved(
      ServiceAccount account, KubernetesRole role, LoginDecision<KubernetesGrant> decision) {
    return new DecidedLogin(
        Optional.of(account.user()),
        Optional.of(role.name()),
        decision.checks(),
        decision
            .grant()
            .map(
                grant ->
                    TokenGrant.underRole(
                        role,
                        grant.displayName(),
                        grant.metadata(),
                        grant.alias(),
                        grant.aliasMetadata(),
                        List.of())));
  }

  // The caller reads what clients of Vault know.
  private static DecidedLogin roleUnknown(
      List<LoginCheck> made, ServiceAccount account, String sent) {
    List<LoginCheck> checks = new ArrayList<>(made);
    checks.add(LoginCheck.roleUnknown(sent));
    return new DecidedLogin(
            Optional.of(account.user()),
            Optional.empty(),
            KubernetesLoginPolicy.refused(checks).checks(),
            Optional.empty())
        .told(RefusedException.invalid("invalid role name " + Quoted.of(sent)).refusal());
  }

  /** A token that was not accepted, after these checks. */
  private static DecidedLogin unproved(List<LoginCheck> made) {
    return new DecidedLogin(
        Optional.empty(),
        Optional.empty(),
        KubernetesLoginPolicy.refused(made).checks(),
        Optional.empty());
  }

  private static DecidedLogin malformed() {
    return notAToken(KubernetesDenial.TOKEN_MALFORMED);
  }

  private static DecidedLogin notAToken(KubernetesDenial denial) {
    return unproved(List.of(LoginCheck.failed(KubernetesCheckName.TOKEN, denial, "", "")));
  }
}
