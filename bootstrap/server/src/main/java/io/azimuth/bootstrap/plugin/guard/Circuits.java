package io.azimuth.bootstrap.plugin.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The circuits of the mounts of one plugin. A mount that was not late since its last answer needs
 * none.
 */
final class Circuits {

  /** The mounts beyond have no circuit; the limit of threads holds for them, too. */
  private static final int MOST = 1_000;

  private final Map<String, Circuit> byMount = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  Circuits(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  boolean admits(String mount) {
    Circuit circuit = byMount.get(mount);
    return circuit == null || circuit.admits(nanoTime.getAsLong());
  }

  void worked(String mount) {
    Circuit circuit = byMount.remove(mount);
    if (circuit != null) {
      circuit.worked();
    }
  }

  void skipped(String mount) {
    Circuit circuit = byMount.get(mount);
    if (circuit != null) {
      circuit.skipped();
    }
  }

  /** Counts a late answer; true if the circuit of the mount opened by it. */
  boolean failed(String mount) {
    if (byMount.size() >= MOST && !byMount.containsKey(mount)) {
      return false;
    }
    return byMount.computeIfAbsent(mount, uuid -> new Circuit()).failed(nanoTime.getAsLong());
  }

  /** How many are open. */
  int open() {
    return (int) byMount.values().stream().filter(Circuit::isOpen).count();
  }
}
