package io.azimuth.application.seal;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.PgpRecipient;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.seal.InitialStoreKeys.Made;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Initialises the store once: its keys, its first records and a root token, in one commit. */
@Singleton
public final class Initialization {

  private static final Logger LOG = LoggerFactory.getLogger(Initialization.class);
  private static final int ROOT_KEY_BYTES = 32;

  private final Barrier barrier;
  private final Store store;
  private final SealSetup setup;
  private final StoreOpening opening;
  private final SecretGenerator secrets;
  private final InitialStoreKeys firstKeys;
  private final InitialStoreRecords firstRecords;

  @Inject
  Initialization(
      Barrier barrier,
      Store store,
      SealSetup setup,
      StoreOpening opening,
      SecretGenerator secrets,
      InitialStoreKeys firstKeys,
      InitialStoreRecords firstRecords) {
    this.barrier = barrier;
    this.store = store;
    this.setup = setup;
    this.opening = opening;
    this.secrets = secrets;
    this.firstKeys = firstKeys;
    this.firstRecords = firstRecords;
  }

  /**
   * Initialises the store. A seal that unseals by itself leaves it open, one with key shares leaves
   * it sealed. Blocks until the commit is durable; only one caller succeeds.
   *
   * @return the keys and the token, which are shown once
   * @throws RefusedException when the store is already initialised, the configuration names a
   *     store, or the options do not fit the seal
   */
  public synchronized InitializationResult initialize(InitRequest request) {
    if (barrier.sealRecord().isPresent()) {
      throw alreadyDone();
    }
    opening.requireNew();
    InitialStoreKeys.Plan plan = firstKeys.plan(request);
    byte[] rootKey = secrets.bytes(ROOT_KEY_BYTES);
    boolean open = false;
    try {
      Made made = firstKeys.make(plan, rootKey);
      UnitOfWork work = barrier.initialize(rootKey, made.seal());
      SecretText rootToken = shown(firstRecords.stage(work), plan.rootTokenRecipient());
      BlockingCommit.require(store, work, Initialization::alreadyDone);
      open = !setup.isShamir();
      LOG.info("initialized, seal={}, store={}", setup.type(), barrier.fingerprint());
      opening.remember();
      return new InitializationResult(made.keys(), made.recoveryKeys(), rootToken);
    } finally {
      Arrays.fill(rootKey, (byte) 0);
      if (!open) {
        barrier.seal();
      }
    }
  }

  private static SecretText shown(SecretText rootToken, Optional<PgpRecipient> recipient) {
    byte[] clear = rootToken.expose().getBytes(StandardCharsets.UTF_8);
    return recipient
        .map(holder -> SecretText.of(Base64.getEncoder().encodeToString(holder.encrypt(clear))))
        .orElse(rootToken);
  }

  private static RefusedException alreadyDone() {
    return RefusedException.invalid("Vault is already initialized");
  }
}
