package io.azimuth.domain.jwt;

import io.azimuth.domain.claim.ClaimPath;
import io.azimuth.domain.claim.ClaimScalar;
import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.domain.text.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a role must be to be written. */
final class JwtRoleRules {

  private static final int MAX_ITEMS = 256;
  private static final int MAX_TEXT = 1_024;
  private static final int MAX_CLAIMS = 64;
  private static final int MAX_POLL_INTERVAL = 60;

  /** The metadata that a login sets itself. */
  private static final Set<String> RESERVED = Set.of("role");

  private JwtRoleRules() {}

  static void addProblemsOfLists(List<String> problems, Map<String, List<String>> lists) {
    new TreeMap<>(lists)
        .forEach(
            (name, values) -> {
              boolean fits =
                  values.size() <= MAX_ITEMS
                      && values.stream().allMatch(text -> text.length() <= MAX_TEXT);
              if (!fits) {
                problems.add(name + " has at most 256 values of at most 1024 characters");
              }
            });
  }

  static void addProblemsOfClaims(
      List<String> problems, Map<String, BoundClaim> claims, String type) {
    if (BoundClaimsType.parse(type).isEmpty()) {
      problems.add("invalid 'bound_claims_type': " + Quoted.escape(type));
    }
    boolean fits =
        claims.size() <= MAX_CLAIMS
            && claims.keySet().stream().allMatch(ClaimPath::isPath)
            && claims.values().stream().allMatch(JwtRoleRules::fits);
    if (!fits) {
      problems.add(
          "bound_claims has at most 64 claims, with names of 1 to 512 characters and 1 to 256"
              + " values of at most 1024 characters");
    }
    if (type.equals(BoundClaimsType.GLOB.wireName())) {
      claims.forEach(
          (name, claim) -> {
            if (claim.values().stream().anyMatch(it -> it.kind() != ClaimScalar.Kind.TEXT)) {
              problems.add("the values of claim " + Quoted.of(name) + " must be texts for globs");
            }
          });
    }
  }

  static void addProblemsOfIdentity(
      List<String> problems, String user, String groups, Map<String, String> metadata) {
    if (user.isEmpty()) {
      problems.add("a user claim must be defined on the role");
    } else if (!ClaimPath.isPath(user)) {
      problems.add("user_claim has at most 512 characters");
    }
    if (!groups.isEmpty() && !ClaimPath.isPath(groups)) {
      problems.add("groups_claim has at most 512 characters");
    }
    boolean fits =
        metadata.size() <= MAX_CLAIMS
            && metadata.keySet().stream().allMatch(ClaimPath::isPath)
            && metadata.values().stream()
                .allMatch(name -> IdentityRules.metadata(Map.of(name, "")).isGood());
    if (!fits) {
      problems.add(
          "claim_mappings has at most 64 claims with names of 1 to 512 characters, and names of"
              + " metadata of 1 to 128 bytes without control characters");
    }
    Set<String> targets = new HashSet<>();
    new TreeMap<>(metadata)
        .values()
        .forEach(
            target -> {
              if (RESERVED.contains(target)) {
                problems.add(
                    "metadata key "
                        + Quoted.of(target)
                        + " is reserved and may not be a mapping destination");
              }
              if (!targets.add(target)) {
                problems.add("multiple keys are mapped to metadata key " + Quoted.of(target));
              }
            });
  }

  static void addProblemsOfRedirects(
      List<String> problems, List<String> redirectUris, String mode) {
    if (redirectUris.isEmpty() && !mode.equals(CallbackMode.DEVICE.wireName())) {
      problems.add("'allowed_redirect_uris' must be set if 'role_type' is 'oidc' or unspecified.");
    }
    redirectUris.forEach(uri -> RedirectUris.problem(uri).ifPresent(problems::add));
  }

  static void addProblemsOfCallback(List<String> problems, String mode, int pollInterval) {
    if (CallbackMode.parse(mode).isEmpty()) {
      problems.add("invalid 'callback_mode': " + Quoted.escape(mode) + "; it is client or device");
    }
    if (pollInterval < 0 || pollInterval > MAX_POLL_INTERVAL) {
      problems.add("poll_interval is 0 to 60 seconds");
    }
  }

  private static boolean fits(BoundClaim claim) {
    return !claim.values().isEmpty()
        && claim.values().size() <= MAX_ITEMS
        && claim.values().stream().allMatch(it -> it.text().length() <= MAX_TEXT);
  }
}
