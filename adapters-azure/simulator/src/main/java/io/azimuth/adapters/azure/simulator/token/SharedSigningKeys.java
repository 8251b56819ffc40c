package io.azimuth.adapters.azure.simulator.token;

import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Signing keys for test suites that start many simulators in one JVM: makes 16 RSA keys and gives
 * them in turn, because making one takes 0.1 s of processor time. A simulator that needs at most 16
 * keys never gets one twice. Two simulators may have a key in common.
 */
public final class SharedSigningKeys implements Supplier<TokenSigningKey> {

  private static final int COUNT = 16;
  private static final SharedSigningKeys OF_THIS_JVM = new SharedSigningKeys();

  private final SecureRandom random = new SecureRandom();
  private final ConcurrentMap<Integer, TokenSigningKey> keys = new ConcurrentHashMap<>();
  private final AtomicInteger given = new AtomicInteger();

  private SharedSigningKeys() {}

  /** The keys that all users in this JVM share. */
  public static SharedSigningKeys ofThisJvm() {
    return OF_THIS_JVM;
  }

  @Override
  public TokenSigningKey get() {
    return keys.computeIfAbsent(
        Math.floorMod(given.getAndIncrement(), COUNT), number -> TokenSigningKey.generate(random));
  }
}
