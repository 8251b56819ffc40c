package io.azimuth.domain.kubernetes;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.text.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The checks of a login. Pure: a login and its dry run come to the same decision. Claims count only
 * once the API server or a key of the mount has proved them; the checks before that keep tokens
 * away from the API server that it cannot accept.
 */
public final class KubernetesLoginPolicy {

  /** How far the clocks of server and cluster may differ. */
  public static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private KubernetesLoginPolicy() {}

  /**
   * Whether the claims are those of a service account.
   *
   * @param issuer the exact value of {@code iss}; empty: any
   */
  public static LoginCheck token(ClaimSet claims, Optional<String> issuer) {
    KubernetesCheckName name = KubernetesCheckName.TOKEN;
    String actualIssuer = claims.text("iss").orElse("");
    if (issuer.isPresent() && !issuer.get().equals(actualIssuer)) {
      return LoginCheck.failed(name, KubernetesDenial.ISSUER_MISMATCH, issuer.get(), actualIssuer);
    }
    return ServiceAccount.of(claims)
        .map(account -> LoginCheck.passed(name, "", account.user()))
        .orElseGet(
            () ->
                LoginCheck.failed(
                    name,
                    KubernetesDenial.NOT_A_SERVICE_ACCOUNT,
                    ServiceAccount.USER_PREFIX + "…",
                    claims.text("sub").orElse("")));
  }

  /** Whether the times of the token admit this moment; a token in a secret has none. */
  public static LoginCheck validity(ClaimSet claims, Instant now) {
    KubernetesCheckName name = KubernetesCheckName.VALIDITY;
    for (String time : List.of("exp", "nbf", "iat")) {
      if (claims.has(time) && claims.instant(time).isEmpty()) {
        return LoginCheck.failed(name, KubernetesDenial.TIME_MALFORMED, "seconds since 1970", time);
      }
    }
    Optional<Instant> end = claims.instant("exp");
    Instant earliest = now.minus(CLOCK_SKEW);
    if (end.filter(it -> !earliest.isBefore(it)).isPresent()) {
      return LoginCheck.failed(
          name, KubernetesDenial.TOKEN_EXPIRED, "an end after " + earliest, end.get().toString());
    }
    Instant latest = now.plus(CLOCK_SKEW);
    for (String time : List.of("nbf", "iat")) {
      Optional<Instant> start = claims.instant(time);
      if (start.filter(latest::isBefore).isPresent()) {
        return LoginCheck.failed(
            name,
            KubernetesDenial.TOKEN_NOT_YET_VALID,
            time + " before " + latest,
            start.get().toString());
      }
    }
    return LoginCheck.passed(name, "", end.map(it -> "until " + it).orElse("the token has no end"));
  }

  /**
   * Whether the API server accepts the token, and for the service account that the token names.
   *
   * @param audiences the audiences of the token
   * @param reviewer who asked the API server
   */
  public static LoginCheck review(
      ServiceAccount account, List<String> audiences, TokenReviewStatus status, String reviewer) {
    KubernetesCheckName name = KubernetesCheckName.TOKEN_REVIEW;
    if (!status.authenticated() || !status.error().isEmpty()) {
      return LoginCheck.failed(
          name, KubernetesDenial.TOKEN_REVIEW_DENIED, "authenticated", status.error());
    }
    if (!audiences.isEmpty() && status.audiences().stream().noneMatch(audiences::contains)) {
      return LoginCheck.failed(
          name,
          KubernetesDenial.REVIEW_AUDIENCE_MISMATCH,
          String.join(", ", audiences),
          String.join(", ", status.audiences()));
    }
    String expected = account.user() + " " + account.uid();
    String actual = status.username() + " " + status.uid();
    return expected.equals(actual)
        ? LoginCheck.passed(name, "", actual + ", reviewed by " + reviewer)
        : LoginCheck.failed(name, KubernetesDenial.REVIEW_IDENTITY_MISMATCH, expected, actual);
  }

  /**
   * Whether it takes the labels of the namespace to know if the role binds it. Nobody is asked for
   * them where the answer changes nothing.
   */
  public static boolean needsLabels(
      KubernetesBindings bindings, ServiceAccount account, List<String> audiences) {
    return bindings.selector().isPresent()
        && bindings(bindings, account, audiences, Optional.empty()).stream()
            .filter(LoginCheck::isFailed)
            .map(LoginCheck::name)
            .toList()
            .equals(List.of(KubernetesCheckName.NAMESPACES));
  }

  /**
   * Whether the role binds the service account. All of these checks are made.
   *
   * @param audiences the audiences that are proved to be the token's
   * @param labels those of the namespace; empty: nobody was asked, or there is no such namespace
   */
  public static List<LoginCheck> bindings(
      KubernetesBindings bindings,
      ServiceAccount account,
      List<String> audiences,
      Optional<Map<String, String>> labels) {
    return List.of(
        bound(
            KubernetesCheckName.NAMES,
            bindings.names(),
            account.name(),
            KubernetesDenial.NAME_NOT_BOUND),
        namespace(bindings, account.namespace(), labels),
        audience(bindings, audiences));
  }

  private static LoginCheck namespace(
      KubernetesBindings bindings, String namespace, Optional<Map<String, String>> labels) {
    LoginCheck byName =
        bound(
            KubernetesCheckName.NAMESPACES,
            bindings.namespaces(),
            namespace,
            KubernetesDenial.NAMESPACE_NOT_BOUND);
    return byName.isFailed()
        ? bindings.selector().map(it -> selected(it, byName, labels)).orElse(byName)
        : byName;
  }

  private static LoginCheck selected(
      NamespaceSelector selector, LoginCheck byName, Optional<Map<String, String>> labels) {
    String names = byName.expected().isEmpty() ? "" : byName.expected() + ", or ";
    String expected = names + "labels " + selector;
    String actual =
        byName.actual()
            + labels
                .map(
                    it ->
                        selector.of(it).isEmpty() ? ", none of the labels" : ", " + selector.of(it))
                .orElse(", labels not known");
    return labels.filter(selector::selects).isPresent()
        ? LoginCheck.passed(byName.name(), expected, actual)
        : LoginCheck.failed(byName.name(), KubernetesDenial.NAMESPACE_NOT_BOUND, expected, actual);
  }

  private static LoginCheck bound(
      KubernetesCheckName name, List<String> patterns, String actual, KubernetesDenial denial) {
    String expected = String.join(", ", patterns);
    return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, actual))
        ? LoginCheck.passed(name, expected, actual)
        : LoginCheck.failed(name, denial, expected, actual);
  }

  private static LoginCheck audience(KubernetesBindings bindings, List<String> audiences) {
    KubernetesCheckName name = KubernetesCheckName.AUDIENCE;
    if (bindings.audience().isEmpty()) {
      return LoginCheck.skipped(name, "the role has no audience: tokens for any are admitted");
    }
    String actual = String.join(", ", audiences);
    return audiences.contains(bindings.audience())
        ? LoginCheck.passed(name, bindings.audience(), actual)
        : LoginCheck.failed(name, KubernetesDenial.AUDIENCE_MISMATCH, bindings.audience(), actual);
  }

  /** The audiences of a token that the API server confirmed. */
  public static List<String> confirmed(List<String> audiences, TokenReviewStatus status) {
    return audiences.stream().filter(status.audiences()::contains).toList();
  }

  /** The decision when the annotations of service accounts are not used. */
  public static LoginDecision<KubernetesGrant> decide(
      List<LoginCheck> made, KubernetesRole role, ServiceAccount account) {
    List<LoginCheck> checks = new ArrayList<>(made);
    checks.add(
        LoginCheck.skipped(
            KubernetesCheckName.ALIAS_METADATA, "use_annotations_as_alias_metadata is false"));
    return decided(checks, role, account, Map.of());
  }

  /**
   * The decision with the annotations of the service account.
   *
   * @param annotations all of them; those of others are left out
   */
  public static LoginDecision<KubernetesGrant> decide(
      List<LoginCheck> made,
      KubernetesRole role,
      ServiceAccount account,
      Map<String, String> annotations) {
    Map<String, String> metadata = new TreeMap<>(AccountMetadata.ofAnnotations(annotations));
    List<LoginCheck> checks = new ArrayList<>(made);
    checks.add(AccountMetadata.check(account, metadata));
    return decided(checks, role, account, metadata);
  }

  /**
   * A refusal whose later checks were not made.
   *
   * @param made the checks up to the one that failed
   */
  public static LoginDecision<KubernetesGrant> refused(List<LoginCheck> made) {
    return LoginDecision.refused(made, List.of(KubernetesCheckName.values()));
  }

  private static LoginDecision<KubernetesGrant> decided(
      List<LoginCheck> checks,
      KubernetesRole role,
      ServiceAccount account,
      Map<String, String> metadata) {
    return checks.stream().anyMatch(LoginCheck::isFailed)
        ? refused(checks)
        : new LoginDecision<>(
            checks,
            Optional.of(
                new KubernetesGrant(
                    account, role.bindings().aliasNameSource().aliasOf(account), metadata)));
  }
}
