package io.azimuth.application.federation;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.federation.SigningAlgorithm;
import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first keys of a named key and rotates them when they are due. A key that is not durable
 * never signs; when two nodes rotate at once, the store accepts only one.
 */
@Singleton
public final class SigningKeyRotation {

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeyRotation.class);
  private static final int ATTEMPTS = 5;

  private final Barrier barrier;
  private final Store store;
  private final SigningKeys keys;
  private final IssuerDiagnostics issuer;
  private final TokenSigner signer;
  private final SecretGenerator secrets;
  private final Clock clock;

  @Inject
  SigningKeyRotation(
      Barrier barrier,
      Store store,
      SigningKeys keys,
      IssuerDiagnostics issuer,
      TokenSigner signer,
      SecretGenerator secrets,
      Clock clock) {
    this.barrier = barrier;
    this.store = store;
    this.keys = keys;
    this.issuer = issuer;
    this.signer = signer;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Rotates all keys that are due, once; call it repeatedly. Returns quickly when none is due. */
  public void run() {
    if (barrier.isSealed()) {
      return;
    }
    try {
      UnitOfWork work = store.begin();
      Instant now = clock.instant();
      issuer.logConcerns(work);
      for (NamedSigningKey key : keys.all(work)) {
        if (key.isDue(now)) {
          ready(key.name());
        }
      }
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("signing keys not looked after, it will be repeated: {}", e.getMessage());
    }
  }

  /**
   * The key of that name, ready to sign: its keys exist, are durable, and none is overdue. Blocks
   * while keys are made and stored.
   *
   * @throws ServiceException when there is no such key or the store cannot keep it
   */
  synchronized NamedSigningKey ready(SigningKeyName name) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Optional<NamedSigningKey> ready = tryReady(name);
        if (ready.isPresent()) {
          return ready.get();
        }
      } catch (StaleReadException e) {
        LOG.debug("read again, a change came in between");
      }
    }
    throw new ServiceException(ErrorCode.STORE_BUSY, "others change signing key " + name);
  }

  /**
   * The key, ready to sign as soon as the writes of this call are durable: where its keys do not
   * exist or the next one is due, that is staged.
   */
  public NamedSigningKey staged(CoreCall call, NamedSigningKey key) {
    Optional<NamedSigningKey> advanced =
        key.advanced(call.now(), () -> fresh(key.settings().algorithm()));
    advanced.ifPresent(
        after -> {
          keys.put(call.work(), after);
          call.afterCommit().onSettled(() -> logRotation(key, after));
        });
    return advanced.orElse(key);
  }

  /** A new key pair with a unique id. */
  public SigningKeyPair fresh(SigningAlgorithm algorithm) {
    return signer.generate(secrets.uuid(), algorithm);
  }

  private Optional<NamedSigningKey> tryReady(SigningKeyName name) {
    UnitOfWork work = store.begin();
    NamedSigningKey key =
        keys.findStored(work, name)
            .orElseThrow(
                () ->
                    new ServiceException(
                        ErrorCode.IDENTITY_TOKEN_UNUSABLE, "there is no signing key " + name));
    Optional<NamedSigningKey> advanced =
        key.advanced(clock.instant(), () -> fresh(key.settings().algorithm()));
    if (advanced.isEmpty()) {
      return Optional.of(key);
    }
    keys.put(work, advanced.get());
    CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
    if (outcome == CommitOutcome.UNKNOWN) {
      throw new ServiceException(ErrorCode.STORE_UNCERTAIN, "the commit was not confirmed");
    }
    if (outcome == CommitOutcome.CONFLICT) {
      return Optional.empty();
    }
    logRotation(key, advanced.get());
    return advanced;
  }

  private static void logRotation(NamedSigningKey before, NamedSigningKey after) {
    SigningKeyRing ring = after.ring().orElseThrow();
    if (before.ring().isEmpty()) {
      LOG.info(
          "first signing keys made, key={}, kid={}, next={}: the first may sign before others know"
              + " it; Azure fetches it with the first token",
          after.name(),
          ring.current().id(),
          ring.next().id());
    } else {
      LOG.info(
          "signing key rotated, key={}, kid={}, next={}",
          after.name(),
          ring.current().id(),
          ring.next().id());
    }
  }
}
