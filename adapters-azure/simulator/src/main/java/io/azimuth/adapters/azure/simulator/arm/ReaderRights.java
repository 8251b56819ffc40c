package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.domain.text.AsciiCase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may read Resource Manager. */
public final class ReaderRights {

  private final List<String> original;
  private final Set<String> readers;
  private final Set<Delegation> delegations = new HashSet<>();

  private record Delegation(String subscriptionId, String tenantId) {}

  public ReaderRights(List<String> original) {
    this.original = List.copyOf(original);
    this.readers = new HashSet<>(original);
  }

  synchronized boolean mayRead(String principalId) {
    return readers.contains(principalId);
  }

  public synchronized void set(String principalId, boolean mayRead) {
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
    readers.clear();
    readers.addAll(original);
  }
}
