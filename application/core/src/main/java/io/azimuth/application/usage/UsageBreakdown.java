package io.azimuth.application.usage;

import io.azimuth.spi.metrics.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same numbers by mount, policy and lifetime.
 *
 * @param tokensByMount tokens by the path of the mount that issued them
 * @param tokensByPolicy tokens by policy; a token counts for each of its policies
 * @param tokensByLifetime tokens by their {@link LifetimeClass}
 * @param leasesByMount leases by the path of the mount
 * @param aliasesByMount aliases of entities by the path of the mount
 */
public record UsageBreakdown(
    Map<String, Long> tokensByMount,
    Map<String, Long> tokensByPolicy,
    Map<String, Long> tokensByLifetime,
    Map<String, Long> leasesByMount,
    Map<String, Long> aliasesByMount) {

  public UsageBreakdown {
    tokensByMount = Map.copyOf(tokensByMount);
    tokensByPolicy = Map.copyOf(tokensByPolicy);
    tokensByLifetime = Map.copyOf(tokensByLifetime);
    leasesByMount = Map.copyOf(leasesByMount);
    aliasesByMount = Map.copyOf(aliasesByMount);
  }

  List<Measurement> measurements() {
    List<Measurement> all = new ArrayList<>();
    add(all, "vault_token_count_by_auth", "Tokens by auth mount.", "auth_method", tokensByMount);
    add(all, "vault_token_count_by_policy", "Tokens by policy.", "policy", tokensByPolicy);
    add(
        all,
        "vault_token_count_by_ttl",
        "Tokens by the lifetime at creation.",
        "creation_ttl",
        tokensByLifetime);
    add(all, "azimuth_leases", "Leases by mount.", "mount", leasesByMount);
    add(all, "azimuth_entity_aliases", "Aliases by auth mount.", "mount", aliasesByMount);
    return all;
  }

  private static void add(
      List<Measurement> all, String name, String help, String label, Map<String, Long> numbers) {
    numbers.forEach(
        (value, number) ->
            all.add(
                Measurement.gauge(
                    name,
                    help.replace(".", ", as they were counted last."),
                    Map.of(label, value),
                    (double) number)));
  }
}
