package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.claim.ClaimPath;
import io.azimuth.domain.claim.ClaimScalar;
import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.Quoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a login takes over from its token, and from the tags of its resource.
 *
 * @param groups the claim with the names of its external groups
 * @param claims the names of metadata by the claims that they come from
 * @param tags the names of metadata by the tags that they come from
 */
public record LoginMapping(
    GroupsClaim groups, Map<String, String> claims, Map<String, String> tags) {

  /** How many claims a role maps at most. */
  private static final int MAX_CLAIMS = 64;

  /** Groups, and nothing else. */
  public static final LoginMapping NONE = new LoginMapping(GroupsClaim.GROUPS, Map.of(), Map.of());

  /** The names of metadata that a login sets itself. */
  static final Set<String> RESERVED =
      Set.of(
          "role",
          "subscription_id",
          "resource_group_name",
          "vm_name",
          "vmss_name",
          "resource_id",
          "app_id",
          "tenant_id",
          "agent",
          "agent_blueprint_id",
          "on_behalf_of",
          "actor_facets",
          "subject_facets",
          "tenant_facets",
          "identity_relation",
          "attested_platform",
          "attested_vm_id",
          "azure_facts");

  public LoginMapping {
    Objects.requireNonNull(groups, "groups");
    List<String> problems = problems(claims, tags);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** Why a role cannot map these claims and tags; empty when it can. */
  static List<String> problems(Map<String, String> claims, Map<String, String> tags) {
    List<String> problems = new ArrayList<>();
    if (claims.size() > MAX_CLAIMS
        || !claims.keySet().stream().allMatch(ClaimPath::isPath)
        || !claims.values().stream().allMatch(name -> fits(name, ""))) {
      problems.add(
          "claim_mappings has at most 64 claims with names of 1 to 512 characters, and names of"
              + " metadata of 1 to 128 bytes without control characters");
    }
    if (tags.size() > BoundTags.MAX_PAIRS
        || !tags.keySet().stream().allMatch(tag -> ResourceTags.isTag(tag, ""))
        || tags.keySet().stream().map(AsciiCase::fold).distinct().count() < tags.size()
        || !tags.values().stream().allMatch(name -> fits(name, ""))) {
      problems.add(
          "tag_mappings has at most 15 tags with names of 1 to 512 characters, each once, and names"
              + " of metadata of 1 to 128 bytes without control characters");
    }
    addProblemsOfNames(problems, claims, tags);
    return problems;
  }

  private static void addProblemsOfNames(
      List<String> problems, Map<String, String> claims, Map<String, String> tags) {
    Set<String> names = new HashSet<>();
    Stream.concat(new TreeMap<>(claims).values().stream(), new TreeMap<>(tags).values().stream())
        .forEach(
            name -> {
              if (RESERVED.contains(name)) {
                problems.add(
                    "metadata key " + Quoted.of(name) + " is reserved and may not be mapped to");
              }
              if (!names.add(name)) {
                problems.add("two claims or tags are mapped to metadata key " + Quoted.of(name));
              }
            });
  }

  /** Whether nothing becomes metadata. */
  public boolean isEmpty() {
    return claims.isEmpty() && tags.isEmpty();
  }

  /** The names of metadata that a login may get. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(claims.values());
    names.addAll(tags.values());
    return Collections.unmodifiableSet(names);
  }

  /** The mapped claims and tags whose values cannot be metadata; what is absent is left out. */
  public List<String> unusable(AzureClaims of, ResourceTags on) {
    return Stream.concat(
            claims.entrySet().stream()
                .filter(it -> of.at(it.getKey()).isPresent())
                .filter(it -> value(it.getKey(), of).filter(v -> fits(it.getValue(), v)).isEmpty())
                .map(it -> "claim " + it.getKey()),
            tags.entrySet().stream()
                .filter(it -> on.find(it.getKey()).filter(v -> !fits("n", v)).isPresent())
                .map(it -> "tag " + it.getKey()))
        .toList();
  }

  /** The metadata of a login whose values are all usable. */
  public Map<String, String> metadata(AzureClaims of, ResourceTags on) {
    Map<String, String> metadata = new TreeMap<>();
    claims.forEach((claim, name) -> value(claim, of).ifPresent(it -> metadata.put(name, it)));
    tags.forEach((tag, name) -> on.find(tag).ifPresent(it -> metadata.put(name, it)));
    return metadata;
  }

  private static Optional<String> value(String claim, AzureClaims of) {
    return of.at(claim).flatMap(ClaimScalar::ofClaim).map(ClaimScalar::text);
  }

  private static boolean fits(String name, String value) {
    return IdentityRules.metadata(Map.of(name, value)).isGood();
  }
}
