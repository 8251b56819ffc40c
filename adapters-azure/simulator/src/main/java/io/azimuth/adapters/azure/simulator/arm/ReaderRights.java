package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.domain.text.AsciiCase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may read what of Resource Manager. */
public final class ReaderRights {

  /** The role Reader. */
  private static final ActionGrant READER =
      ActionGrant.of(List.of(new ActionPattern("*/read")), List.of());

  private final List<String> original;
  private final Set<String> readers;
  private final Map<String, ActionGrant> grants = new HashMap<>();
  private final Set<Delegation> delegations = new HashSet<>();

  private record Delegation(String subscriptionId, String tenantId) {}

  public ReaderRights(List<String> original) {
    this.original = List.copyOf(original);
    this.readers = new HashSet<>(original);
  }

  synchronized boolean may(String principalId, String action) {
    Optional<ActionPattern> asked = ActionPattern.parse(action);
    return asked.isPresent() && grants(principalId).stream().anyMatch(it -> it.allows(asked.get()));
  }

  /** What it may do, everywhere in its tenant. */
  synchronized List<ActionGrant> grants(String principalId) {
    ActionGrant own = grants.get(principalId);
    if (own != null) {
      return List.of(own);
    }
    return readers.contains(principalId) ? List.of(READER) : List.of();
  }

  /** Lets it do this and nothing else. */
  public synchronized void set(String principalId, ActionGrant grant) {
    grants.put(Guids.require(principalId, "principal id"), grant);
  }

  public synchronized void set(String principalId, boolean mayRead) {
    grants.remove(principalId);
    if (mayRead) {
      readers.add(Guids.require(principalId, "principal id"));
    } else {
      readers.remove(principalId);
    }
  }

  /** Whether the tenant manages the subscription of another one. */
  synchronized boolean isDelegated(String subscriptionId, String tenantId) {
    return delegations.contains(new Delegation(AsciiCase.fold(subscriptionId), tenantId));
  }

  /**
   * Lets those readers of the tenant who may read there read a subscription of another one, too.
   */
  public synchronized void delegate(String subscriptionId, String tenantId) {
    delegations.add(new Delegation(AsciiCase.fold(subscriptionId), tenantId));
  }

  public synchronized void restore() {
    delegations.clear();
    grants.clear();
    readers.clear();
    readers.addAll(original);
  }
}
