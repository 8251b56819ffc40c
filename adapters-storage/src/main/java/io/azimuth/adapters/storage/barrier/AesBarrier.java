package io.azimuth.adapters.storage.barrier;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.KeyStatus;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SnapshotProof;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts with AES-256-GCM under a keyring, which the root key decrypts. */
@Singleton
final class AesBarrier implements Barrier {

  private static final Logger LOG = LoggerFactory.getLogger(AesBarrier.class);
  private static final int FIRST_TERM = 1;
  private static final long RESERVATION_SECONDS = 10;

  private final KeyValueEngine engine;
  private final SecretGenerator generator;
  private final Clock clock;
  private final EncryptionLimits limits;
  private final BarrierKeys keys;
  private final RootKeyHandover handover;
  private final BarrierWork.Source works;
  private final EntryCheck check;

  @Inject
  AesBarrier(
      KeyValueEngine engine,
      SecretGenerator generator,
      Clock clock,
      EncryptionLimits limits,
      BarrierKeys keys,
      RootKeyHandover handover,
      BarrierWork.Source works) {
    this.engine = engine;
    this.generator = generator;
    this.clock = clock;
    this.limits = limits;
    this.keys = keys;
    this.handover = handover;
    this.works = works;
    this.check = new EntryCheck(engine, keys);
  }

  @Override
  public Optional<SealRecord> sealRecord() {
    return engine.get(List.of(CoreKeys.SEAL)).get(0).map(Entry::value).map(SealRecordFormat::read);
  }

  @Override
  public boolean isSealed() {
    return keys.keys().isEmpty();
  }

  @Override
  public synchronized UnitOfWork initialize(byte[] rootKey, SealRecord record) {
    if (!isSealed()) {
      throw new IllegalStateException("an open store has been initialised");
    }
    Keyring keyring =
        new Keyring(
            List.of(TermKey.fresh(FIRST_TERM, clock.instant(), generator)),
            HashKeys.fresh(generator));
    OpenKeys opened =
        new OpenKeys(
            new AesKey(rootKey), keyring, limits.block(), storedGeneration(), engine.setBacks());
    keys.open(opened);
    BarrierWork work = works.beginBarrierWork();
    List.of(CoreKeys.SEAL, CoreKeys.KEYRING, CoreKeys.ENCRYPTIONS).forEach(work::demandAbsent);
    EncryptionBudgetRecord first = new EncryptionBudgetRecord(FIRST_TERM, limits.block());
    work.stageAsIs(CoreKeys.KEYRING, KeyringFormat.seal(keyring, opened.rootKey(), generator));
    work.stageAsIs(CoreKeys.ENCRYPTIONS, first.encode(keyring.hashes().counts()));
    work.stageAsIs(CoreKeys.SEAL, SealRecordFormat.write(record));
    return work;
  }

  @Override
  public synchronized void unseal(byte[] rootKey, Optional<StoreFingerprint> expected) {
    long setBacks = engine.setBacks();
    List<Optional<Entry>> stored = engine.get(List.of(CoreKeys.KEYRING, CoreKeys.GENERATION));
    AesKey key = key(rootKey);
    Keyring keyring = KeyringFormat.open(keyring(stored.get(0).map(Entry::value)), key);
    OpenKeys opened = new OpenKeys(key, keyring, 0, OpenKeys.generationIn(stored.get(1)), setBacks);
    expected.ifPresent(it -> requireStore(it, opened));
    if (keys.keys().filter(it -> it.generation() == opened.generation()).isPresent()) {
      opened.wipe();
      return;
    }
    reserve(opened);
    keys.replace(opened);
  }

  @Override
  public byte[] generationMark(StoreFingerprint next) {
    return GenerationMark.of(next, keys.required().hashes());
  }

  @Override
  public StoreFingerprint successor() {
    HashKeys own = keys.required().hashes();
    return engine
        .get(List.of(CoreKeys.GENERATION))
        .get(0)
        .flatMap(mark -> GenerationMark.read(mark.value(), own))
        .orElseGet(own::fingerprint);
  }

  @Override
  public synchronized void reopen(byte[] rootKey, Optional<StoreFingerprint> expected) {
    if (!isSealed()) {
      unseal(rootKey, expected);
    }
  }

  @Override
  public SecretBytes openedRootKey() {
    return SecretBytes.taking(keys.required().rootKey().getEncoded());
  }

  @Override
  public long generation() {
    return keys.generation();
  }

  @Override
  public boolean isReplaced() {
    Optional<OpenKeys> open = keys.keys();
    return open.isPresent() && open.get().generation() != storedGeneration();
  }

  private long storedGeneration() {
    return OpenKeys.generationIn(engine.get(List.of(CoreKeys.GENERATION)).get(0));
  }

  @Override
  public Optional<SealRecord> sealRecord(Map<Key, byte[]> core) {
    try {
      return Optional.ofNullable(core.get(CoreKeys.SEAL)).map(SealRecordFormat::read);
    } catch (ServiceException e) {
      return Optional.empty();
    }
  }

  @Override
  public SnapshotProof prove(Map<Key, byte[]> core, byte[] rootKey, byte[] digest) {
    AesKey key = key(rootKey);
    try {
      Keyring keyring =
          KeyringFormat.open(keyring(Optional.ofNullable(core.get(CoreKeys.KEYRING))), key);
      HashKeys hashes = keyring.hashes();
      SnapshotProof proof = new SnapshotProof(hashes.fingerprint(), hashes.snapshotMac(digest));
      keyring.wipe();
      return proof;
    } finally {
      key.destroy();
    }
  }

  private static void requireStore(StoreFingerprint expected, OpenKeys opened) {
    StoreFingerprint found = opened.hashes().fingerprint();
    if (!found.equals(expected)) {
      opened.wipe();
      throw new ServiceException(
          ErrorCode.STORE_UNEXPECTED,
          "the store is not the expected one: its fingerprint is %s, expected_store is %s"
              .formatted(found, expected));
    }
  }

  @Override
  public StoreFingerprint fingerprint() {
    return keys.required().hashes().fingerprint();
  }

  private byte[] storedKeyring() {
    return keyring(engine.get(List.of(CoreKeys.KEYRING)).get(0).map(Entry::value));
  }

  private static byte[] keyring(Optional<byte[]> stored) {
    return stored.orElseThrow(() -> unusable("the store was never initialised"));
  }

  private static AesKey key(byte[] rootKey) {
    if (rootKey.length != AesKey.LENGTH) {
      throw unusable("a root key has 32 bytes");
    }
    return new AesKey(rootKey);
  }

  // Reads need no reservation. So a store that accepts no writes can still be unsealed.
  private void reserve(OpenKeys opened) {
    try {
      keys.replenish(opened).toCompletableFuture().get(RESERVATION_SECONDS, TimeUnit.SECONDS);
    } catch (ServiceException | ExecutionException | TimeoutException e) {
      LOG.error("unsealed, but the store takes no reservation of encryptions", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public SealRecord sealRecord(UnitOfWork work) {
    return SealRecordFormat.read(required(own(work), CoreKeys.SEAL));
  }

  @Override
  public SecretBytes rootKey() {
    OpenKeys open = keys.required();
    keys.reload(open);
    return SecretBytes.taking(open.rootKey().getEncoded());
  }

  @Override
  public boolean refresh() {
    try {
      keys.reload(keys.required());
      return true;
    } catch (ServiceException e) {
      if (e.code() == ErrorCode.ROOT_KEY_BEHIND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void follow(byte[] rootKey) {
    OpenKeys open = keys.required();
    open.follow(storedKeyring(), key(rootKey));
  }

  @Override
  public void endHandover() {
    handover.end();
  }

  @Override
  public void stage(UnitOfWork work, SealRecord record) {
    own(work).stageAsIs(CoreKeys.SEAL, SealRecordFormat.write(record));
  }

  @Override
  public Runnable stageRootKey(UnitOfWork work, byte[] rootKey, SealRecord record) {
    BarrierWork own = own(work);
    OpenKeys open = keys.required();
    Keyring keyring = stored(open, own);
    AesKey next = new AesKey(rootKey);
    open.expect(next);
    own.stageAsIs(CoreKeys.KEYRING, KeyringFormat.seal(keyring, next, generator));
    handover.stage(own, rootKey);
    stage(work, record);
    return () -> open.confirm(next);
  }

  @Override
  public Runnable stageEncryptionKey(UnitOfWork work) {
    BarrierWork own = own(work);
    OpenKeys open = keys.required();
    long setBacks = open.setBacks();
    Keyring keyring = stored(open, own);
    required(own, CoreKeys.ENCRYPTIONS);
    TermKey next = TermKey.fresh(keyring.current().term() + 1, clock.instant(), generator);
    EncryptionBudgetRecord first = new EncryptionBudgetRecord(next.term(), limits.block());
    own.stageAsIs(
        CoreKeys.KEYRING, KeyringFormat.seal(keyring.with(next), open.rootKey(), generator));
    own.stageAsIs(CoreKeys.ENCRYPTIONS, first.encode(keyring.hashes().counts()));
    return () -> open.install(next, limits.block(), setBacks);
  }

  // What is staged continues the stored keyring: the one in memory may be older or newer.
  private static Keyring stored(OpenKeys open, BarrierWork own) {
    return open.read(required(own, CoreKeys.KEYRING), own.readAsIs(CoreKeys.HANDOVER));
  }

  private BarrierWork own(UnitOfWork work) {
    keys.requireOpen();
    if (work instanceof BarrierWork own) {
      return own;
    }
    throw new IllegalArgumentException("a unit of work of another store");
  }

  private static byte[] required(BarrierWork work, Key key) {
    return work.readAsIs(key)
        .orElseThrow(
            () -> new ServiceException(ErrorCode.RECORD_UNREADABLE, key.text() + " is gone"));
  }

  @Override
  public synchronized void seal() {
    keys.seal();
  }

  @Override
  public Accessor accessor(SecretText token) {
    return keys.accessor(token);
  }

  @Override
  public TokenHash hash(Accessor accessor) {
    return keys.hash(accessor);
  }

  @Override
  public byte[] snapshotMac(byte[] digest) {
    return keys.required().hashes().snapshotMac(digest);
  }

  @Override
  public boolean isReadable(Entry entry) {
    return check.isReadable(entry);
  }

  @Override
  public long mostEncryptions() {
    return limits.perTerm();
  }

  @Override
  public KeyStatus keyStatus() {
    EncryptionBudget allowance = keys.required().allowance();
    TermKey key = allowance.key();
    return new KeyStatus(key.term(), key.installed(), allowance.reserved());
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.SEAL_UNUSABLE, detail);
  }
}
