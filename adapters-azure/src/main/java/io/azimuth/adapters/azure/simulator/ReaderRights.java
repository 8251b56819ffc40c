package io.azimuth.adapters.azure.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may read Resource Manager. */
final class ReaderRights {

  private final List<String> original;
  private final Set<String> readers;

  ReaderRights(List<String> original) {
    this.original = List.copyOf(original);
    this.readers = new HashSet<>(original);
  }

  synchronized boolean mayRead(String principalId) {
    return readers.contains(principalId);
  }

  synchronized void set(String principalId, boolean mayRead) {
    if (mayRead) {
      readers.add(Guids.require(principalId, "principal id"));
    } else {
      readers.remove(principalId);
    }
  }

  synchronized void restore() {
    readers.clear();
    readers.addAll(original);
  }
}
