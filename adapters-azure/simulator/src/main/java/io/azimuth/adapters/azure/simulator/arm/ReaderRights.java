package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may read Resource Manager. */
public final class ReaderRights {

  private final List<String> original;
  private final Set<String> readers;

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

  public synchronized void restore() {
    readers.clear();
    readers.addAll(original);
  }
}
