package io.azimuth.application.quota;

import io.azimuth.domain.quota.QuotaScope;
import io.azimuth.domain.quota.QuotaSelector;
import io.azimuth.domain.quota.RateLimitQuota;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All quotas of one epoch. Immutable. */
public final class QuotaTable {

  /** A table without quotas. */
  static final QuotaTable EMPTY = new QuotaTable(QuotaConfig.STANDARD, List.of());

  private final QuotaConfig config;
  private final TreeMap<String, RateLimitQuota> byName = new TreeMap<>();
  private final QuotaSelector selector;
  private final Set<String> ids;

  QuotaTable(QuotaConfig config, Collection<RateLimitQuota> quotas) {
    this.config = config;
    quotas.forEach(quota -> byName.put(quota.name(), quota));
    this.selector = new QuotaSelector(byName.values());
    this.ids = quotas.stream().map(RateLimitQuota::id).collect(Collectors.toUnmodifiableSet());
  }

  /** The settings that all quotas share. */
  public QuotaConfig config() {
    return config;
  }

  /** In order of their name. */
  public List<RateLimitQuota> quotas() {
    return List.copyOf(byName.values());
  }

  public Optional<RateLimitQuota> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The quota of exactly that scope. */
  public Optional<RateLimitQuota> of(QuotaScope scope) {
    return selector.of(scope);
  }

  /** The same table with other shared settings. */
  public QuotaTable with(QuotaConfig other) {
    return new QuotaTable(other, byName.values());
  }

  /** The same table with this quota in place of the one of its name. */
  public QuotaTable with(RateLimitQuota quota) {
    List<RateLimitQuota> all = new ArrayList<>(without(quota.name()).byName.values());
    all.add(quota);
    return new QuotaTable(config, all);
  }

  /** The same table without the quota of that name. */
  public QuotaTable without(String name) {
    return only(quota -> !quota.name().equals(name));
  }

  /** The same table without the quotas of that mount. */
  QuotaTable withoutMount(String accessor) {
    return only(quota -> quota.scope().mount().filter(accessor::equals).isEmpty());
  }

  QuotaSelector selector() {
    return selector;
  }

  Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  Set<String> ids() {
    return ids;
  }

  private QuotaTable only(Predicate<RateLimitQuota> kept) {
    return new QuotaTable(config, byName.values().stream().filter(kept).toList());
  }
}
