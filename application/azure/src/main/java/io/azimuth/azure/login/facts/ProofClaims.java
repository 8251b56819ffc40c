package io.azimuth.azure.login.facts;

import io.azimuth.azure.grace.ProvedMachine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Of which machines one login may write the proof, the same in all of its runs. */
final class ProofClaims {

  private final Map<ProvedMachine, Boolean> granted = new ConcurrentHashMap<>();

  boolean isGranted(ProvedMachine machine, BooleanSupplier first) {
    return granted.computeIfAbsent(machine, key -> first.getAsBoolean());
  }
}
