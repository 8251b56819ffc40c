package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.attested.PlatformDemand;
import io.azimuth.domain.text.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the attestation of a machine must show at a role.
 *
 * @param demands what it must show of the platform, each once and in the order as written; empty
 *     when the role asks for no attestation
 * @param policyHashes the hashes of the policies of which one must have judged the machine; empty
 *     when any may
 */
public record BoundAttestation(List<PlatformDemand> demands, List<String> policyHashes) {

  /** The most policies of a role. */
  public static final int MAX_POLICIES = 16;

  /** The role asks for no attestation. */
  public static final BoundAttestation NONE = new BoundAttestation(List.of(), List.of());

  /** SHA-256 in base64url, as the service writes it. */
  private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");

  public BoundAttestation {
    demands = List.copyOf(demands);
    policyHashes = List.copyOf(policyHashes);
    if (demands.isEmpty() && !policyHashes.isEmpty()) {
      throw new IllegalArgumentException("a policy judges an attestation");
    }
  }

  /**
   * The values as an operator wrote them.
   *
   * @throws IllegalArgumentException when there are {@link #problems}
   */
  static BoundAttestation of(Collection<String> words, Collection<String> hashes) {
    return new BoundAttestation(
        words.stream().map(word -> PlatformDemand.parse(word).orElseThrow()).distinct().toList(),
        hashes.stream().distinct().toList());
  }

  /** What is wrong with these values; empty when nothing is. */
  static List<String> problems(Collection<String> words, Collection<String> hashes) {
    List<String> problems = new ArrayList<>();
    words.stream()
        .filter(word -> PlatformDemand.parse(word).isEmpty())
        .findFirst()
        .ifPresent(
            word ->
                problems.add(
                    "bound_attestation knows "
                        + Arrays.stream(PlatformDemand.values())
                            .map(PlatformDemand::wireName)
                            .collect(Collectors.joining(", "))
                        + ", not "
                        + Quoted.of(word)));
    if (words.contains(PlatformDemand.ANY.wireName()) && words.stream().distinct().count() > 1) {
      problems.add("bound_attestation \"any\" stands alone: each other word asks for more");
    }
    if (hashes.size() > MAX_POLICIES
        || !hashes.stream().allMatch(hash -> HASH.matcher(hash).matches())) {
      problems.add(
          "bound_attestation_policy_hashes has at most 16 values of x-ms-policy-hash: 43 letters,"
              + " digits, - and _");
    }
    if (words.isEmpty() && !hashes.isEmpty()) {
      problems.add(
          "bound_attestation_policy_hashes needs bound_attestation, such as \"any\": without it no"
              + " attestation is asked for");
    }
    return problems;
  }

  /** Whether a login shows an attestation of its machine, too. */
  public boolean isDemanded() {
    return !demands.isEmpty();
  }

  /** The demands as the API writes them. */
  public List<String> words() {
    return demands.stream().map(PlatformDemand::wireName).toList();
  }
}
