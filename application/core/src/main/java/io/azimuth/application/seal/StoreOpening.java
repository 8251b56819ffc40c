package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SeenStore;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store with its root key, if it is the store that the configuration names. A root key
 * proves nothing about who made the store: where the seal has a public key, everyone can wrap one.
 */
@Singleton
final class StoreOpening {

  private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);

  private final Barrier barrier;
  private final SealSetup setup;
  private final SeenStore seen;
  private final AtomicBoolean logged = new AtomicBoolean();

  @Inject
  StoreOpening(Barrier barrier, SealSetup setup, SeenStore seen) {
    this.barrier = barrier;
    this.setup = setup;
    this.seen = seen;
  }

  /**
   * Unseals the store, and warns when this machine opened another one last.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when the key does not decrypt the keyring;
   *     with {@code STORE_UNEXPECTED} when it is another store than the expected one
   */
  void open(SecretBytes rootKey) {
    open(rootKey, Optional.empty());
  }

  /**
   * The same.
   *
   * @param only the store that may be opened if the configuration names none; empty: any
   */
  void open(SecretBytes rootKey, Optional<StoreFingerprint> only) {
    open(rootKey, only, barrier::unseal);
  }

  /** The same with an open store, whose content was replaced by that of a snapshot. */
  void reopen(SecretBytes rootKey) {
    open(rootKey, Optional.empty(), barrier::reopen);
  }

  private void open(
      SecretBytes rootKey,
      Optional<StoreFingerprint> only,
      BiConsumer<byte[], Optional<StoreFingerprint>> open) {
    byte[] exposed = rootKey.expose();
    try {
      open.accept(exposed, setup.expectedStore().or(() -> only));
    } catch (ServiceException e) {
      tell(e);
      throw e;
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
    LOG.info("unsealed, seal={}, store={}", setup.type(), barrier.fingerprint());
    remember();
  }

  // Once: it is tried again and again, and holders of shares may try, too.
  private void tell(ServiceException e) {
    if (e.code() == ErrorCode.STORE_UNEXPECTED && !logged.getAndSet(true)) {
      LOG.error("the server stays sealed: {}", e.detail());
    }
  }

  /**
   * Refuses to make a store where the configuration names one that is there already.
   *
   * @throws RefusedException when it names one
   */
  void requireNew() {
    setup
        .expectedStore()
        .ifPresent(
            expected -> {
              throw RefusedException.invalid(
                  "this server opens the store that expected_store names, and makes no other one");
            });
  }

  /** Remembers the open store, and warns when this machine opened another one last. */
  void remember() {
    StoreFingerprint store = barrier.fingerprint();
    Optional<StoreFingerprint> last = seen.last();
    if (last.equals(Optional.of(store))) {
      return;
    }
    last.ifPresent(
        other ->
            LOG.warn(
                "this store is not the one that this machine opened last: its fingerprint is {},"
                    + " that one's was {}; unless somebody replaced the store on purpose, stop the"
                    + " server: whoever made this store knows its root token",
                store,
                other));
    seen.remember(store);
  }
}
