package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.PluginBusyException;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.seal.Seal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A seal of a plugin, all of whose code runs under a guard. That the plugin fails or is late means
 * that its key cannot be used at this moment.
 */
final class GuardedSeal implements Seal {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedSeal.class);

  /** For one call, as for the server's own seals. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** For what asks no other system. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** After a failure, how long the plugin is not asked whether it has wrapped a key. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final int MOST_BYTES = 16 * 1024;

  private static final Set<ErrorCode> OF_SEALS =
      Set.of(ErrorCode.SEAL_UNUSABLE, ErrorCode.SEAL_UNAVAILABLE, ErrorCode.SEAL_REFUSED);

  private final Seal seal;
  private final boolean hasPublicKey;
  private final PluginGuard guard;
  private final Duration limit;
  private volatile Optional<Known> known = Optional.empty();
  private volatile long silentUntil = System.nanoTime();

  /**
   * A guarded seal.
   *
   * @param hasPublicKey the plugin's answer
   * @param limit how long a call may take
   */
  GuardedSeal(Seal seal, boolean hasPublicKey, PluginGuard guard, Duration limit) {
    this.seal = seal;
    this.hasPublicKey = hasPublicKey;
    this.guard = guard;
    this.limit = limit;
  }

  /** The same with the usual limit. */
  GuardedSeal(Seal seal, boolean hasPublicKey, PluginGuard guard) {
    this(seal, hasPublicKey, guard, LIMIT);
  }

  /** The plugin's answer about these bytes; it is asked again and again about the same. */
  private record Known(ByteBuffer wrapped, boolean isOwn) {}

  @Override
  public String type() {
    return guard.type();
  }

  @Override
  public boolean hasPublicKey() {
    return hasPublicKey;
  }

  @Override
  public byte[] wrap(byte[] rootKey) {
    byte[] copy = rootKey.clone();
    byte[] wrapped =
        ask(
            "wrap",
            limit,
            () -> {
              try {
                return seal.wrap(copy).clone();
              } finally {
                Arrays.fill(copy, (byte) 0); // also when no caller waits any more
              }
            });
    if (wrapped.length == 0 || wrapped.length > MOST_BYTES) {
      throw new ServiceException(
          ErrorCode.SEAL_UNUSABLE,
          "the seal "
              + type()
              + " wraps a key in "
              + wrapped.length
              + " bytes; 1 to "
              + MOST_BYTES
              + " are allowed");
    }
    return wrapped;
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    return ask("unwrap", limit, () -> seal.unwrap(wrapped.clone()).clone());
  }

  @Override
  public boolean rewrapDue(byte[] wrapped) {
    return ask("rewrapDue", limit, () -> seal.rewrapDue(wrapped.clone()));
  }

  /**
   * False when the plugin fails, and for a while after it. Requests that show the state of the seal
   * ask this.
   */
  @Override
  public boolean isOwn(byte[] wrapped) {
    Optional<Known> before = known.filter(it -> it.wrapped().equals(ByteBuffer.wrap(wrapped)));
    if (before.isPresent()) {
      return before.get().isOwn();
    }
    if (silentUntil - System.nanoTime() > 0) {
      return false;
    }
    try {
      boolean own = ask("isOwn", SHORT, () -> seal.isOwn(wrapped.clone()));
      known = Optional.of(new Known(ByteBuffer.wrap(wrapped.clone()), own));
      return own;
    } catch (ServiceException e) {
      silentUntil = System.nanoTime() + SILENCE.toNanos();
      LOG.warn("whether the seal has wrapped the root key is not known: {}", e.detail());
      return false;
    }
  }

  private <T> T ask(String place, Duration patience, Supplier<T> code) {
    try {
      return guard.within(place, patience, code);
    } catch (ServiceException e) {
      throw OF_SEALS.contains(e.code()) ? e : unavailable(e.detail());
    } catch (PluginLateException e) {
      throw unavailable("did not answer within " + patience.toMillis() + " ms");
    } catch (PluginBusyException e) {
      throw unavailable("has no thread left");
    } catch (RuntimeException e) { // also what only handlers of requests may throw
      LOG.error("the seal {} of a plugin failed", type(), e);
      throw unavailable("has failed; the log says where");
    }
  }

  private ServiceException unavailable(String how) {
    return new ServiceException(
        ErrorCode.SEAL_UNAVAILABLE, "the plugin of the seal " + type() + ": " + how);
  }

  @Override
  public void close() {
    guard.upkeep().stop(seal::close);
  }
}
