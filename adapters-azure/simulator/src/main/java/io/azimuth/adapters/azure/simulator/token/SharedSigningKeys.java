package io.azimuth.adapters.azure.simulator.token;

import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Signing keys for test suites that start many simulators in one JVM: makes 16 RSA keys and gives
 * them in turn, because making one takes 0.1 s of processor time. A simulator that needs at most 16
 * keys never gets one twice, also beside others. Two simulators may have a key in common, but the
 * first ones of simulators that start one after the other differ.
 */
public final class SharedSigningKeys {

  private static final int COUNT = 16;
  private static final ConcurrentMap<Integer, TokenSigningKey> KEYS = new ConcurrentHashMap<>();
  private static final int BETWEEN_SIMULATORS = 7;
  private static final AtomicInteger SIMULATORS = new AtomicInteger();

  private SharedSigningKeys() {}

  /**
   * The keys that all users in this JVM share.
   *
   * @param random makes those that nobody made before
   */
  public static Supplier<TokenSigningKey> madeWith(SecureRandom random) {
    AtomicInteger next = new AtomicInteger(BETWEEN_SIMULATORS * SIMULATORS.getAndIncrement());
    return () ->
        KEYS.computeIfAbsent(
            Math.floorMod(next.getAndIncrement(), COUNT),
            number -> TokenSigningKey.generate(random));
  }
}
