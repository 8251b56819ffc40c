package io.azimuth.testkit.store;

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
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A barrier that encrypts nothing, in front of a {@link FakeStore}. For tests. */
public final class FakeBarrier implements Barrier {

  /** The value of an entry that this barrier cannot read. */
  public static final String DAMAGED = "damaged";

  /** The entry that snapshots for tests have: the root key, in clear. */
  public static final Key SNAPSHOT_KEY = Key.of("core/keyring");

  /** The record of the seal, in clear. */
  static final String RECORD = "seal";

  /** The record of the root key, in clear. */
  static final String ROOT_KEY = "root-key";

  private static final String TERM = "term";

  /** The record of the fingerprint. */
  static final String FINGERPRINT = "fingerprint";

  private final FakeStore store;
  private boolean behind;
  private Optional<StoreFingerprint> successor = Optional.empty();
  private Optional<ErrorCode> fault = Optional.empty();
  private SecretBytes opened = SecretBytes.of(new byte[32]);

  /** A barrier that was never initialised. */
  public FakeBarrier(FakeStore store) {
    this.store = store;
    store.seal(true);
  }

  @Override
  public Optional<SealRecord> sealRecord() {
    return store.inClear(RECORD).map(SealRecord.class::cast);
  }

  @Override
  public boolean isSealed() {
    return store.isSealed();
  }

  @Override
  public UnitOfWork initialize(byte[] rootKey, SealRecord record) {
    store.seal(false);
    opened = SecretBytes.of(rootKey);
    UnitOfWork work = store.begin();
    ((FakeUnitOfWork) work).entry(RECORD);
    ((FakeUnitOfWork) work).put(FINGERPRINT, fingerprintOf(rootKey));
    stageRootKey(work, rootKey, record);
    return work;
  }

  /** Opening fails with that code from now on; empty: it does not. */
  public void failOpening(Optional<ErrorCode> code) {
    fault = code;
  }

  @Override
  public void unseal(byte[] rootKey, Optional<StoreFingerprint> expected) {
    fault.ifPresent(
        code -> {
          throw new ServiceException(code, "told to fail");
        });
    SecretBytes stored = store.inClear(ROOT_KEY).map(SecretBytes.class::cast).orElseThrow();
    if (!stored.equals(SecretBytes.of(rootKey))) {
      throw new ServiceException(ErrorCode.SEAL_UNUSABLE, "another root key");
    }
    if (expected.filter(it -> !it.equals(stored())).isPresent()) {
      throw new ServiceException(ErrorCode.STORE_UNEXPECTED, "another store");
    }
    store.open();
    opened = SecretBytes.of(rootKey);
  }

  @Override
  public byte[] generationMark(StoreFingerprint next) {
    successor = Optional.of(next);
    return next.hex().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public StoreFingerprint successor() {
    return successor.orElse(fingerprintOf(opened.expose()));
  }

  @Override
  public void reopen(byte[] rootKey, Optional<StoreFingerprint> expected) {
    if (!store.isSealed()) {
      unseal(rootKey, expected);
    }
  }

  @Override
  public SecretBytes openedRootKey() {
    return SecretBytes.of(opened.expose());
  }

  @Override
  public long generation() {
    return store.openedAt();
  }

  @Override
  public boolean isReplaced() {
    return store.isReplaced();
  }

  @Override
  public Optional<SealRecord> sealRecord(Map<Key, byte[]> core) {
    return core.containsKey(SNAPSHOT_KEY) ? sealRecord() : Optional.empty();
  }

  @Override
  public SnapshotProof prove(Map<Key, byte[]> core, byte[] rootKey, byte[] digest) {
    if (!Arrays.equals(core.get(SNAPSHOT_KEY), rootKey)) {
      throw new ServiceException(ErrorCode.SEAL_UNUSABLE, "another root key");
    }
    return new SnapshotProof(fingerprintOf(rootKey), digest);
  }

  private static StoreFingerprint fingerprintOf(byte[] rootKey) {
    return new StoreFingerprint(sha256(HexFormat.of().formatHex(rootKey)));
  }

  @Override
  public StoreFingerprint fingerprint() {
    if (store.isSealed()) {
      throw new ServiceException(ErrorCode.SEALED, "sealed");
    }
    return stored();
  }

  private StoreFingerprint stored() {
    return store.inClear(FINGERPRINT).map(StoreFingerprint.class::cast).orElseThrow();
  }

  @Override
  public SealRecord sealRecord(UnitOfWork work) {
    return ((FakeUnitOfWork) work).get(RECORD, SealRecord.class).orElseThrow();
  }

  @Override
  public SecretBytes rootKey() {
    SecretBytes stored = store.inClear(ROOT_KEY).map(SecretBytes.class::cast).orElseThrow();
    return SecretBytes.of(stored.expose());
  }

  /** Does as if another server had replaced the root key, and this one had not noticed in time. */
  public void missChange() {
    behind = true;
  }

  @Override
  public boolean refresh() {
    return !behind;
  }

  @Override
  public void follow(byte[] rootKey) {
    unseal(rootKey);
    behind = false;
  }

  @Override
  public void endHandover() {}

  @Override
  public Runnable stageRootKey(UnitOfWork work, byte[] rootKey, SealRecord record) {
    ((FakeUnitOfWork) work).put(ROOT_KEY, SecretBytes.of(rootKey));
    stage(work, record);
    return () -> {};
  }

  @Override
  public Runnable stageEncryptionKey(UnitOfWork work) {
    FakeUnitOfWork own = (FakeUnitOfWork) work;
    own.put(TERM, own.get(TERM, Integer.class).orElse(1) + 1);
    return () -> {};
  }

  @Override
  public void stage(UnitOfWork work, SealRecord record) {
    ((FakeUnitOfWork) work).put(RECORD, record);
  }

  @Override
  public void seal() {
    store.seal(true);
  }

  @Override
  public Accessor accessor(SecretText token) {
    return new Accessor(sha256(token.expose()).substring(0, 24));
  }

  @Override
  public TokenHash hash(Accessor accessor) {
    return new TokenHash(sha256(accessor.value()));
  }

  @Override
  public byte[] snapshotMac(byte[] digest) {
    return digest.clone();
  }

  /** Whether the value is not {@link #DAMAGED}. */
  @Override
  public boolean isReadable(Entry entry) {
    if (store.isSealed()) {
      throw new ServiceException(ErrorCode.SEALED, "sealed");
    }
    return !Arrays.equals(entry.value(), DAMAGED.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public long mostEncryptions() {
    return Long.MAX_VALUE;
  }

  @Override
  public KeyStatus keyStatus() {
    int term = store.inClear(TERM).map(Integer.class::cast).orElse(1);
    return new KeyStatus(term, Instant.EPOCH, 0);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
