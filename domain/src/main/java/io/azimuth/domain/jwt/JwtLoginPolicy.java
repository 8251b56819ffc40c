package io.azimuth.domain.jwt;

import io.azimuth.domain.claim.ClaimPath;
import io.azimuth.domain.claim.ClaimScalar;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.text.Glob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides whether a role admits a token, and what the token proves. All checks are made. */
public final class JwtLoginPolicy {

  private JwtLoginPolicy() {}

  /**
   * Decides.
   *
   * @param before the checks that passed before
   * @param now the moment at which times are judged
   */
  public static LoginDecision<JwtGrant> decide(
      List<LoginCheck> before, JwtRole role, SignedClaims signed, Instant now) {
    ClaimSet claims = signed.claims();
    List<LoginCheck> checks = new ArrayList<>(before);
    checks.add(boundToken(role.bindings(), claims));
    checks.add(JwtTimes.check(claims, role.bindings().leeways(), now));
    checks.add(subject(role.bindings(), claims));
    checks.add(audience(role.bindings(), claims));
    checks.add(user(role.identity(), claims));
    checks.add(metadata(role.identity(), claims));
    checks.add(groups(role.identity(), claims));
    checks.add(boundClaims(role.bindings(), claims));
    return decision(checks, role, claims);
  }

  /**
   * Decides a login with a browser.
   *
   * @param before the checks that passed before
   * @param signed the claims of the id token, whose issuer was proved to be the provider
   * @param now the moment at which times are judged
   */
  public static LoginDecision<JwtGrant> decide(
      List<LoginCheck> before,
      JwtRole role,
      SignedClaims signed,
      SignInExpectation expected,
      Instant now) {
    ClaimSet claims = signed.claims();
    JwtLeeways leeways = role.bindings().leeways();
    List<LoginCheck> checks = new ArrayList<>(before);
    checks.add(boundToken(role.bindings(), claims));
    checks.add(SignInRules.validity(claims, leeways, now));
    checks.add(subject(role.bindings(), claims));
    checks.add(SignInRules.audience(role.bindings(), claims));
    checks.add(user(role.identity(), claims));
    checks.add(metadata(role.identity(), claims));
    checks.add(groups(role.identity(), claims));
    checks.add(boundClaims(role.bindings(), claims));
    checks.add(SignInRules.nonce(expected, claims));
    checks.add(SignInRules.client(expected, claims));
    checks.add(SignInRules.signInTime(role.oidc(), leeways, claims, now));
    return decision(checks, role, claims);
  }

  /**
   * A refusal before the claims are looked at.
   *
   * @param made the checks up to the one that failed; the later ones are skipped
   */
  public static LoginDecision<JwtGrant> refused(LoginCheck... made) {
    return LoginDecision.refused(List.of(made), JwtCheckName.ofEveryToken());
  }

  /** Whose token it is, if the checks proved that. */
  public static Optional<String> user(List<LoginCheck> checks) {
    return checks.stream()
        .filter(check -> check.name() == JwtCheckName.USER_CLAIM)
        .filter(check -> check.passed().equals(Optional.of(true)))
        .map(LoginCheck::actual)
        .findFirst();
  }

  private static LoginDecision<JwtGrant> decision(
      List<LoginCheck> checks, JwtRole role, ClaimSet claims) {
    boolean granted = checks.stream().noneMatch(LoginCheck::isFailed);
    return new LoginDecision<>(
        checks, granted ? Optional.of(grant(role.identity(), claims)) : Optional.empty());
  }

  private static JwtGrant grant(JwtIdentityClaims identity, ClaimSet claims) {
    Map<String, String> metadata = new TreeMap<>();
    identity
        .metadata()
        .forEach(
            (claim, name) ->
                new ClaimPath(claim)
                    .find(claims)
                    .flatMap(ClaimScalar::ofClaim)
                    .ifPresent(value -> metadata.put(name, value.text())));
    return new JwtGrant(
        userOf(identity, claims).map(String::valueOf).orElseThrow(),
        metadata,
        groupsOf(identity, claims).orElse(List.of()));
  }

  private static LoginCheck boundToken(JwtBindings bindings, ClaimSet claims) {
    return LoginCheck.boundToken(
        JwtCheckName.BOUND_TOKEN, bindings.requireBoundToken(), TokenBinding.of(claims));
  }

  private static LoginCheck subject(JwtBindings bindings, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.BOUND_SUBJECT;
    if (bindings.subject().isEmpty()) {
      return LoginCheck.skipped(name, "the role binds no subject");
    }
    String actual = claims.text("sub").orElse("");
    return bindings.subject().equals(actual)
        ? LoginCheck.passed(name, bindings.subject(), actual)
        : LoginCheck.failed(name, JwtDenialReason.SUBJECT_NOT_BOUND, bindings.subject(), actual);
  }

  private static LoginCheck audience(JwtBindings bindings, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.BOUND_AUDIENCES;
    List<String> actual = claims.texts("aud");
    String shown = String.join(", ", actual);
    if (bindings.audiences().isEmpty()) {
      return hasAudience(claims)
          ? LoginCheck.failed(name, JwtDenialReason.AUDIENCE_NOT_BOUND, "no audience", shown)
          : LoginCheck.skipped(name, "neither the role nor the token names an audience");
    }
    String expected = String.join(", ", bindings.audiences());
    return actual.stream().anyMatch(bindings.audiences()::contains)
        ? LoginCheck.passed(name, expected, shown)
        : LoginCheck.failed(name, JwtDenialReason.AUDIENCE_MISMATCH, expected, shown);
  }

  // An empty list or text is none.
  private static boolean hasAudience(ClaimSet claims) {
    return claims
        .at(List.of("aud"))
        .filter(value -> !value.equals(List.of()) && !value.equals(""))
        .isPresent();
  }

  private static Optional<Object> userOf(JwtIdentityClaims identity, ClaimSet claims) {
    return identity.userIsPointer()
        ? new ClaimPath(identity.user()).find(claims)
        : ClaimPath.member(identity.user(), claims);
  }

  private static LoginCheck user(JwtIdentityClaims identity, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.USER_CLAIM;
    Optional<Object> value = userOf(identity, claims);
    if (value.isEmpty()) {
      return LoginCheck.failed(name, JwtDenialReason.USER_CLAIM_MISSING, identity.user(), "");
    }
    return value.get() instanceof String text && IdentityRules.name(text).isGood()
        ? LoginCheck.passed(name, identity.user(), text)
        : LoginCheck.failed(
            name, JwtDenialReason.USER_CLAIM_UNUSABLE, identity.user(), shown(value.get()));
  }

  private static LoginCheck metadata(JwtIdentityClaims identity, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.CLAIM_MAPPINGS;
    if (identity.metadata().isEmpty()) {
      return LoginCheck.skipped(name, "the role maps no claims");
    }
    for (Map.Entry<String, String> mapping : identity.metadata().entrySet()) {
      Optional<Object> value = new ClaimPath(mapping.getKey()).find(claims);
      if (value.isPresent() && !canBeMetadata(mapping.getValue(), value.get())) {
        return LoginCheck.failed(
            name, JwtDenialReason.CLAIM_MAPPING_UNUSABLE, mapping.getKey(), shown(value.get()));
      }
    }
    return LoginCheck.passed(name, String.join(", ", identity.metadata().keySet()), "");
  }

  private static boolean canBeMetadata(String name, Object value) {
    return ClaimScalar.ofClaim(value)
        .filter(scalar -> IdentityRules.metadata(Map.of(name, scalar.text())).isGood())
        .isPresent();
  }

  private static LoginCheck groups(JwtIdentityClaims identity, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.GROUPS_CLAIM;
    if (identity.groups().isEmpty()) {
      return LoginCheck.skipped(name, "the role names no claim with groups");
    }
    Optional<Object> value = new ClaimPath(identity.groups()).find(claims);
    if (value.isEmpty()) {
      return LoginCheck.failed(name, JwtDenialReason.GROUPS_CLAIM_MISSING, identity.groups(), "");
    }
    return groupsOf(identity, claims)
        .map(groups -> LoginCheck.passed(name, identity.groups(), String.join(", ", groups)))
        .orElseGet(
            () ->
                LoginCheck.failed(
                    name,
                    JwtDenialReason.GROUPS_CLAIM_UNUSABLE,
                    identity.groups(),
                    shown(value.get())));
  }

  private static Optional<List<String>> groupsOf(JwtIdentityClaims identity, ClaimSet claims) {
    if (identity.groups().isEmpty()) {
      return Optional.empty();
    }
    return new ClaimPath(identity.groups())
        .find(claims)
        .flatMap(ClaimScalar::allOf)
        .filter(all -> all.stream().allMatch(JwtLoginPolicy::isGroup))
        .map(
            all ->
                all.stream()
                    .map(ClaimScalar::text)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList());
  }

  private static boolean isGroup(ClaimScalar value) {
    return value.kind() == ClaimScalar.Kind.TEXT
        && (value.text().isEmpty() || IdentityRules.name(value.text()).isGood());
  }

  private static LoginCheck boundClaims(JwtBindings bindings, ClaimSet claims) {
    JwtCheckName name = JwtCheckName.BOUND_CLAIMS;
    if (bindings.claims().isEmpty()) {
      return LoginCheck.skipped(name, "the role binds no claims");
    }
    for (Map.Entry<String, BoundClaim> bound : bindings.claims().entrySet()) {
      Optional<Object> value = new ClaimPath(bound.getKey()).find(claims);
      String expected = bound.getKey() + ": " + shown(bound.getValue());
      if (value.isEmpty()) {
        return LoginCheck.failed(name, JwtDenialReason.BOUND_CLAIM_MISSING, expected, "");
      }
      Optional<List<ClaimScalar>> actual = ClaimScalar.allOf(value.get());
      if (actual.isEmpty()) {
        return LoginCheck.failed(
            name, JwtDenialReason.BOUND_CLAIM_UNUSABLE, expected, shown(value.get()));
      }
      if (!admits(bound.getValue(), bindings.claimsType(), actual.get())) {
        return LoginCheck.failed(
            name, JwtDenialReason.BOUND_CLAIM_MISMATCH, expected, shown(value.get()));
      }
    }
    return LoginCheck.passed(name, String.join(", ", bindings.claims().keySet()), "");
  }

  private static boolean admits(BoundClaim bound, BoundClaimsType type, List<ClaimScalar> actual) {
    return bound.values().stream()
        .anyMatch(expected -> actual.stream().anyMatch(it -> fits(expected, it, type)));
  }

  private static boolean fits(ClaimScalar expected, ClaimScalar actual, BoundClaimsType type) {
    boolean isGlob =
        type == BoundClaimsType.GLOB
            && expected.kind() == ClaimScalar.Kind.TEXT
            && actual.kind() == ClaimScalar.Kind.TEXT;
    return isGlob ? Glob.matches(expected.text(), actual.text()) : expected.equals(actual);
  }

  private static String shown(BoundClaim bound) {
    return String.join(", ", bound.values().stream().map(ClaimScalar::text).toList());
  }

  // Objects are not shown: they may be large and personal.
  private static String shown(Object value) {
    return ClaimScalar.allOf(value)
        .map(all -> String.join(", ", all.stream().map(ClaimScalar::text).toList()))
        .orElse("an object");
  }
}
