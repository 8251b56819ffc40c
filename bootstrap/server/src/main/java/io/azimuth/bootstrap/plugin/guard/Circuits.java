package io.azimuth.bootstrap.plugin.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The circuits of one plugin, each by the name of a mount, a cloud or a place. One that was not
 * late since its last answer needs none.
 */
final class Circuits {

  /** The names beyond have no circuit; the limit of threads holds for them, too. */
  private static final int MOST = 1_000;

  private final Map<String, Circuit> byName = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  Circuits(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  boolean admits(String name) {
    Circuit circuit = byName.get(name);
    return circuit == null || circuit.admits(nanoTime.getAsLong());
  }

  void worked(String name) {
    Circuit circuit = byName.remove(name);
    if (circuit != null) {
      circuit.worked();
    }
  }

  void skipped(String name) {
    Circuit circuit = byName.get(name);
    if (circuit != null) {
      circuit.skipped();
    }
  }

  /** Counts a late answer; true if the circuit of the name opened by it. */
  boolean failed(String name) {
    if (byName.size() >= MOST && !byName.containsKey(name)) {
      return false;
    }
    return byName.computeIfAbsent(name, unused -> new Circuit()).failed(nanoTime.getAsLong());
  }

  /** How many are open. */
  int open() {
    return (int) byName.values().stream().filter(Circuit::isOpen).count();
  }
}
