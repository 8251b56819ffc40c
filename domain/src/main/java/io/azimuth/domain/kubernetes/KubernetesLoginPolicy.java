package io.azimuth.domain.kubernetes;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.text.Glob;
import java.net.InetAddress;
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
  public static KubernetesCheck token(ClaimSet claims, Optional<String> issuer) {
    KubernetesCheckName name = KubernetesCheckName.TOKEN;
    String actualIssuer = claims.text("iss").orElse("");
    if (issuer.isPresent() && !issuer.get().equals(actualIssuer)) {
      return KubernetesCheck.failed(
          name, KubernetesDenial.ISSUER_MISMATCH, issuer.get(), actualIssuer);
    }
    return ServiceAccount.of(claims)
        .map(account -> KubernetesCheck.passed(name, "", account.user()))
        .orElseGet(
            () ->
                KubernetesCheck.failed(
                    name,
                    KubernetesDenial.NOT_A_SERVICE_ACCOUNT,
                    ServiceAccount.USER_PREFIX + "…",
                    claims.text("sub").orElse("")));
  }

  /** Whether the times of the token admit this moment; a token in a secret has none. */
  public static KubernetesCheck validity(ClaimSet claims, Instant now) {
    KubernetesCheckName name = KubernetesCheckName.VALIDITY;
    for (String time : List.of("exp", "nbf", "iat")) {
      if (claims.has(time) && claims.instant(time).isEmpty()) {
        return KubernetesCheck.failed(
            name, KubernetesDenial.TIME_MALFORMED, "seconds since 1970", time);
      }
    }
    Optional<Instant> end = claims.instant("exp");
    Instant earliest = now.minus(CLOCK_SKEW);
    if (end.filter(it -> !earliest.isBefore(it)).isPresent()) {
      return KubernetesCheck.failed(
          name, KubernetesDenial.TOKEN_EXPIRED, "an end after " + earliest, end.get().toString());
    }
    Instant latest = now.plus(CLOCK_SKEW);
    for (String time : List.of("nbf", "iat")) {
      Optional<Instant> start = claims.instant(time);
      if (start.filter(latest::isBefore).isPresent()) {
        return KubernetesCheck.failed(
            name,
            KubernetesDenial.TOKEN_NOT_YET_VALID,
            time + " before " + latest,
            start.get().toString());
      }
    }
    return KubernetesCheck.passed(
        name, "", end.map(it -> "until " + it).orElse("the token has no end"));
  }

  /**
   * Whether the API server accepts the token, and for the service account that the token names.
   *
   * @param audiences the audiences of the token
   * @param reviewer who asked the API server
   */
  public static KubernetesCheck review(
      ServiceAccount account, List<String> audiences, TokenReviewStatus status, String reviewer) {
    KubernetesCheckName name = KubernetesCheckName.TOKEN_REVIEW;
    if (!status.authenticated() || !status.error().isEmpty()) {
      return KubernetesCheck.failed(
          name, KubernetesDenial.TOKEN_REVIEW_DENIED, "authenticated", status.error());
    }
    if (!audiences.isEmpty() && status.audiences().stream().noneMatch(audiences::contains)) {
      return KubernetesCheck.failed(
          name,
          KubernetesDenial.REVIEW_AUDIENCE_MISMATCH,
          String.join(", ", audiences),
          String.join(", ", status.audiences()));
    }
    String expected = account.user() + " " + account.uid();
    String actual = status.username() + " " + status.uid();
    return expected.equals(actual)
        ? KubernetesCheck.passed(name, "", actual + ", reviewed by " + reviewer)
        : KubernetesCheck.failed(name, KubernetesDenial.REVIEW_IDENTITY_MISMATCH, expected, actual);
  }

  /** Whether a login with the role may come from that address. */
  public static KubernetesCheck address(KubernetesRole role, InetAddress address) {
    KubernetesCheckName name = KubernetesCheckName.ADDRESS;
    return role.tokenSettings().admits(Optional.of(address))
        ? KubernetesCheck.passed(name, "", address.getHostAddress())
        : KubernetesCheck.failed(
            name,
            KubernetesDenial.ADDRESS_NOT_BOUND,
            role.tokenSettings().boundCidrs().toString(),
            address.getHostAddress());
  }

  /**
   * Whether the role binds the service account. All of these checks are made.
   *
   * @param audiences the audiences that are proved to be the token's
   */
  public static List<KubernetesCheck> bindings(
      KubernetesBindings bindings, ServiceAccount account, List<String> audiences) {
    return List.of(
        bound(
            KubernetesCheckName.NAMES,
            bindings.names(),
            account.name(),
            KubernetesDenial.NAME_NOT_BOUND),
        bound(
            KubernetesCheckName.NAMESPACES,
            bindings.namespaces(),
            account.namespace(),
            KubernetesDenial.NAMESPACE_NOT_BOUND),
        audience(bindings, audiences));
  }

  private static KubernetesCheck bound(
      KubernetesCheckName name, List<String> patterns, String actual, KubernetesDenial denial) {
    String expected = String.join(", ", patterns);
    return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, actual))
        ? KubernetesCheck.passed(name, expected, actual)
        : KubernetesCheck.failed(name, denial, expected, actual);
  }

  private static KubernetesCheck audience(KubernetesBindings bindings, List<String> audiences) {
    KubernetesCheckName name = KubernetesCheckName.AUDIENCE;
    if (bindings.audience().isEmpty()) {
      return KubernetesCheck.skipped(name, "the role has no audience: tokens for any are admitted");
    }
    String actual = String.join(", ", audiences);
    return audiences.contains(bindings.audience())
        ? KubernetesCheck.passed(name, bindings.audience(), actual)
        : KubernetesCheck.failed(
            name, KubernetesDenial.AUDIENCE_MISMATCH, bindings.audience(), actual);
  }

  /** The audiences of a token that the API server confirmed. */
  public static List<String> confirmed(List<String> audiences, TokenReviewStatus status) {
    return audiences.stream().filter(status.audiences()::contains).toList();
  }

  /** The decision when the annotations of service accounts are not used. */
  public static KubernetesDecision decide(
      List<KubernetesCheck> made, KubernetesRole role, ServiceAccount account) {
    List<KubernetesCheck> checks = new ArrayList<>(made);
    checks.add(
        KubernetesCheck.skipped(
            KubernetesCheckName.ALIAS_METADATA, "use_annotations_as_alias_metadata is false"));
    return decided(checks, role, account, Map.of());
  }

  /**
   * The decision with the annotations of the service account.
   *
   * @param annotations all of them; those of others are left out
   */
  public static KubernetesDecision decide(
      List<KubernetesCheck> made,
      KubernetesRole role,
      ServiceAccount account,
      Map<String, String> annotations) {
    Map<String, String> metadata = new TreeMap<>(AccountMetadata.ofAnnotations(annotations));
    List<KubernetesCheck> checks = new ArrayList<>(made);
    checks.add(AccountMetadata.check(account, metadata));
    return decided(checks, role, account, metadata);
  }

  private static KubernetesDecision decided(
      List<KubernetesCheck> checks,
      KubernetesRole role,
      ServiceAccount account,
      Map<String, String> metadata) {
    return checks.stream().anyMatch(KubernetesCheck::isFailed)
        ? KubernetesDecision.refused(checks)
        : new KubernetesDecision(
            checks,
            Optional.of(
                new KubernetesGrant(
                    account, role.bindings().aliasNameSource().aliasOf(account), metadata)));
  }
}
