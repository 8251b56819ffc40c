package io.azimuth.adapters.azure.simulator.token;

import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Signing keys for test suites that start many simulators in one JVM: makes 16 RSA keys and gives
 * them to each simulator, because making one takes 0.1 s of processor time. No simulator gets a key
 * twice: one that needs more than 16 has all others to itself. Two simulators may have a key in
 * common.
 */
public final class SharedSigningKeys {

  private static final int COUNT = 16;
  private static final int STRIDE = 5; // the first keys of simulators that run together differ
  private static final ConcurrentMap<Integer, TokenSigningKey> KEYS = new ConcurrentHashMap<>();
  private static final AtomicInteger SIMULATORS = new AtomicInteger();

  private SharedSigningKeys() {}

  /**
   * The keys of one simulator.
   *
   * @param random makes those that do not exist yet
   */
  public static Supplier<TokenSigningKey> madeWith(SecureRandom random) {
    int first = STRIDE * SIMULATORS.getAndIncrement();
    AtomicInteger given = new AtomicInteger();
    return () -> {
      int number = given.getAndIncrement();
      return number < COUNT ? shared(first + number, random) : TokenSigningKey.generate(random);
    };
  }

  private static TokenSigningKey shared(int number, SecureRandom random) {
    return KEYS.computeIfAbsent(
        Math.floorMod(number, COUNT), any -> TokenSigningKey.generate(random));
  }
}
