package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.KeyedSeals;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.seal.Seal;
import java.util.Optional;

/**
 * The configuration of the seal.
 *
 * @param own the seal that unseals the server by itself; empty when people unseal it with key
 *     shares
 * @param replaced the seal that this one replaces: it only opens a store that is to be moved
 * @param keyed makes the seals of key shares
 * @param expectedStore the only store that may be opened; empty: any
 */
public record SealSetup(
    Optional<Seal> own,
    Optional<Seal> replaced,
    KeyedSeals keyed,
    Optional<StoreFingerprint> expectedStore) {

  /** The type of a seal whose key is split into key shares. */
  public static final String SHAMIR = "shamir";

  /** A configuration that replaces no other seal and opens any store. */
  public SealSetup(Optional<Seal> own, KeyedSeals keyed) {
    this(own, Optional.empty(), keyed, Optional.empty());
  }

  public String type() {
    return own.map(Seal::type).orElse(SHAMIR);
  }

  /** Whether the unseal key is split into key shares; otherwise only a recovery key can be. */
  public boolean isShamir() {
    return own.isEmpty();
  }

  /** Whether the key that unseals this store is split into key shares. */
  public static boolean isHeldByPeople(SealRecord record) {
    return record.type().equals(SHAMIR);
  }

  /** Whether this store must be moved to the configured seal before that opens it. */
  public boolean migrates(SealRecord record) {
    return isHeldByPeople(record) ? own.isPresent() : isOfReplaced(record);
  }

  /** The seal that wrapped the root key of this store, if it is one of the configuration. */
  public Optional<Seal> of(SealRecord record) {
    return isOfReplaced(record) ? replaced : own.filter(seal -> isOfType(seal, record));
  }

  // Both may have the same type; then the names of their keys decide.
  private boolean isOfReplaced(SealRecord record) {
    Optional<Seal> other = replaced.filter(seal -> isOfType(seal, record));
    if (other.isEmpty()) {
      return false;
    }
    byte[] wrapped = record.wrappedRootKey();
    Optional<Seal> sameType = own.filter(seal -> isOfType(seal, record));
    return sameType.isEmpty() || (!sameType.get().isOwn(wrapped) && other.get().isOwn(wrapped));
  }

  /**
   * Unwraps the root key of a store whose seal needs no people. When the seal answers but does not
   * unwrap the current form, the former one is tried, which is there until the current one has
   * opened the store.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when no seal of this configuration wrapped
   *     it; otherwise why the seal does not unwrap the current form
   */
  public UnwrappedRootKey unwrap(SealRecord record) {
    Seal seal =
        of(record)
            .orElseThrow(
                () ->
                    new ServiceException(
                        ErrorCode.SEAL_UNUSABLE, "the store is sealed by " + record.type()));
    try {
      return unwrap(seal, record.rootKey().current(), Optional.empty());
    } catch (ServiceException e) {
      SealWrappedKey former =
          record
              .rootKey()
              .previous()
              .filter(it -> e.code() != ErrorCode.SEAL_UNAVAILABLE)
              .orElseThrow(() -> e);
      return unwrapFormer(seal, former, e);
    }
  }

  private static UnwrappedRootKey unwrapFormer(
      Seal seal, SealWrappedKey former, ServiceException why) {
    try {
      return unwrap(seal, former, Optional.of(why));
    } catch (ServiceException e) {
      why.addSuppressed(e);
      throw why;
    }
  }

  private static UnwrappedRootKey unwrap(
      Seal seal, SealWrappedKey form, Optional<ServiceException> whyFormer) {
    return new UnwrappedRootKey(SecretBytes.taking(seal.unwrap(form.wrapped())), form, whyFormer);
  }

  private static boolean isOfType(Seal seal, SealRecord record) {
    return seal.type().equals(record.type());
  }

  /** Why this configuration does not open the store; empty when it does or moves it. */
  public Optional<String> problem(SealRecord record) {
    if (record.type().equals(type()) || migrates(record)) {
      return Optional.empty();
    }
    return Optional.of(
        "the store is sealed by %1$s, configured is %2$s; to move it to %2$s, configure %1$s, too, with disabled = \"true\""
            .formatted(record.type(), type()));
  }

  /**
   * Refuses to change the keys of a store that another server has moved to another seal: what this
   * one would write could be opened by neither.
   */
  public void requireCurrent(SealRecord record) {
    if (!record.type().equals(type())) {
      throw RefusedException.invalid(
          "the store was moved to the seal %s; restart this server with that configuration"
              .formatted(record.type()));
    }
  }
}
