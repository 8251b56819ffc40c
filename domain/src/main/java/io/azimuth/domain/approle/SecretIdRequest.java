package io.azimuth.domain.approle;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operator asks of a new secret id. It may ask for less than its role gives, never for
 * more.
 *
 * @param metadata as written
 * @param cidrs the addresses from which its logins may come, as written
 * @param tokenCidrs the addresses from which its tokens may be used, as written
 * @param numUses how often it can be used; empty leaves it to the role
 * @param ttl how long it lives; empty leaves it to the role
 */
public record SecretIdRequest(
    String metadata,
    List<String> cidrs,
    List<String> tokenCidrs,
    Optional<Integer> numUses,
    Optional<Duration> ttl) {

  public SecretIdRequest {
    Objects.requireNonNull(metadata, "metadata");
    cidrs = List.copyOf(cidrs);
    tokenCidrs = List.copyOf(tokenCidrs);
    Objects.requireNonNull(numUses, "numUses");
    Objects.requireNonNull(ttl, "ttl");
  }

  /**
   * The secret id that the role gives for this request, or why it gives none.
   *
   * @param maxTtl the maximum time to live of the mount, which bounds the secret id, too
   */
  public Checked<IssuedSecretId> grant(
      AppRole role, Duration maxTtl, String accessor, Instant now) {
    List<String> problems = new ArrayList<>();
    SecretIdSettings settings = role.secretIds();
    if (!settings.bound()) {
      return Checked.problem("bind_secret_id is not set on the role");
    }
    Checked<List<Cidr>> allowed =
        within("cidr_list", cidrs, "secret_id_bound_cidrs", settings.boundCidrs());
    Checked<List<Cidr>> tokenAllowed =
        within(
            "token_bound_cidrs",
            tokenCidrs,
            "token_bound_cidrs",
            role.tokenSettings().boundCidrs());
    Checked<Map<String, String>> pairs = SecretIdMetadata.parse(metadata);
    problems.addAll(allowed.problems());
    problems.addAll(tokenAllowed.problems());
    numUses.flatMap(uses -> usesProblem(uses, settings.numUses())).ifPresent(problems::add);
    ttl.filter(asked -> exceeds(asked, settings.ttl()))
        .ifPresent(asked -> problems.add("ttl cannot be longer than the role's secret_id_ttl"));
    problems.addAll(pairs.problems());
    if (!problems.isEmpty()) {
      return Checked.problems(problems);
    }
    return Checked.of(
        new IssuedSecretId(
            accessor,
            numUses.orElse(settings.numUses()),
            shorter(ttl.orElse(settings.ttl()), maxTtl),
            now,
            now,
            pairs.orElseThrow(),
            allowed.orElseThrow(),
            tokenAllowed.orElseThrow()));
  }

  private static Optional<String> usesProblem(int asked, int ofRole) {
    if (asked < 0) {
      return Optional.of("num_uses cannot be negative");
    }
    return ofRole > 0 && (asked == 0 || asked > ofRole)
        ? Optional.of("num_uses cannot be higher than the role's secret_id_num_uses")
        : Optional.empty();
  }

  private static boolean exceeds(Duration asked, Duration ofRole) {
    return !ofRole.isZero() && (asked.isZero() || asked.compareTo(ofRole) > 0);
  }

  private static Duration shorter(Duration ttl, Duration max) {
    return ttl.compareTo(max) > 0 ? max : ttl;
  }

  private static Checked<List<Cidr>> within(
      String parameter, Collection<String> texts, String ofRole, List<Cidr> outer) {
    Checked<List<Cidr>> blocks = CidrList.parse(parameter, texts);
    return blocks.value().filter(inner -> !CidrList.covers(outer, inner)).isPresent()
        ? Checked.problem(
            "failed to verify subset relationship: each block of "
                + parameter
                + " must lie in one of the role's "
                + ofRole)
        : blocks;
  }
}
