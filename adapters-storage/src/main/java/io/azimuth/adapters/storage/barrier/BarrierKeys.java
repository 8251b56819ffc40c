package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts and decrypts with the current keys. While the barrier is sealed there are none. */
@Singleton
final class BarrierKeys implements RecordCipher {

  private static final Logger LOG = LoggerFactory.getLogger(BarrierKeys.class);
  private static final char SEPARATOR = '\0';
  private static final int ACCESSOR_LETTERS = 24;
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final KeyValueEngine engine;
  private final SecretGenerator generator;
  private final EncryptionBudgetRefill replenishment;
  private volatile @Nullable OpenKeys open;
  private volatile Runnable onSealed = () -> {};

  @Inject
  BarrierKeys(
      KeyValueEngine engine, SecretGenerator generator, EncryptionBudgetRefill replenishment) {
    this.engine = engine;
    this.generator = generator;
    this.replenishment = replenishment;
  }

  /** The keys; empty while the barrier is sealed. */
  Optional<OpenKeys> keys() {
    return Optional.ofNullable(open);
  }

  void open(OpenKeys keys) {
    open = keys;
  }

  void seal() {
    OpenKeys old = open;
    open = null;
    if (old != null) {
      old.wipe();
    }
    onSealed.run();
  }

  @Override
  public void whenSealed(Runnable task) {
    onSealed = task;
  }

  /**
   * The keys.
   *
   * @throws ServiceException with {@code SEALED} while there are none
   */
  OpenKeys required() {
    OpenKeys keys = open;
    if (keys == null) {
      throw new ServiceException(ErrorCode.SEALED, "the barrier is sealed");
    }
    return keys;
  }

  @Override
  public void requireOpen() {
    required();
  }

  @Override
  public long generation() {
    return required().generation();
  }

  /** Opens with other keys. What was decoded with the former ones is forgotten. */
  void replace(OpenKeys keys) {
    OpenKeys old = open;
    open = keys;
    if (old != null) {
      old.wipe();
    }
    onSealed.run();
  }

  @Override
  public byte[] encrypt(Key key, byte[] plaintext) {
    TermKey current = take(required());
    byte[] nonce = generator.bytes(Envelope.NONCE_LENGTH);
    return Envelope.seal(current.key(), current.term(), key, nonce, plaintext);
  }

  @Override
  public Optional<CompletionStage<?>> refill() {
    OpenKeys keys = required();
    keys.noticeSetBacks(engine.setBacks());
    return keys.allowance().isSpent() ? Optional.of(replenish(keys)) : Optional.empty();
  }

  private TermKey take(OpenKeys keys) {
    keys.noticeSetBacks(engine.setBacks());
    EncryptionBudget allowance = keys.allowance();
    long left = allowance.take();
    if (left == EncryptionBudget.NONE) {
      return takeRenewed(keys);
    }
    if (replenishment.isDue(left)) {
      replenishAhead(keys, left);
    }
    return allowance.key();
  }

  private void replenishAhead(OpenKeys keys, long left) {
    try {
      replenish(keys);
    } catch (ServiceException e) {
      LOG.warn("encryptions cannot be reserved, {} are left", left, e);
    }
  }

  // The reservation may exist already: another thread made it, or the engine has no disk to wait
  // for.
  private TermKey takeRenewed(OpenKeys keys) {
    replenish(keys);
    EncryptionBudget allowance = keys.allowance();
    if (allowance.take() == EncryptionBudget.NONE) {
      throw new ServiceException(ErrorCode.STORE_BUSY, "the next encryptions are being reserved");
    }
    return allowance.key();
  }

  CompletionStage<Optional<CommitOutcome>> replenish(OpenKeys keys) {
    return replenishment.begin(keys);
  }

  @Override
  public byte[] decrypt(Entry entry) {
    OpenKeys keys = required();
    int term =
        Envelope.term(entry.value())
            .orElseThrow(() -> unreadable(entry, "has an unknown format or is cut short"));
    TermKey key =
        keys.keyring()
            .term(term)
            .or(() -> reloaded(keys).term(term))
            .orElseThrow(() -> unreadable(entry, "names a key that is not in the keyring"));
    try {
      return Envelope.open(key.key(), entry.key(), entry.value());
    } catch (GeneralSecurityException e) {
      return decryptWithAnother(keys, key, entry);
    }
  }

  // A key that a failover took back may have been replaced by one of the same term.
  private byte[] decryptWithAnother(OpenKeys keys, TermKey used, Entry entry) {
    TermKey stored =
        reloaded(keys)
            .term(used.term())
            .filter(key -> !key.isSame(used))
            .orElseThrow(() -> changed(entry));
    try {
      return Envelope.open(stored.key(), entry.key(), entry.value());
    } catch (GeneralSecurityException e) {
      throw changed(entry);
    }
  }

  private static ServiceException changed(Entry entry) {
    return unreadable(entry, "was changed or belongs elsewhere");
  }

  // Another server on the same store may have rotated the key.
  private Keyring reloaded(OpenKeys keys) {
    reload(keys);
    return keys.keyring();
  }

  /**
   * Adopts the stored keyring and its root key.
   *
   * @throws ServiceException with {@code ROOT_KEY_BEHIND} when the root key is not known
   */
  void reload(OpenKeys keys) {
    try {
      adoptStored(keys);
    } catch (ServiceException e) {
      if (e.code() != ErrorCode.ROOT_KEY_BEHIND) {
        throw e;
      }
      adoptStored(keys); // this server's own change may have come between reading and adopting
    }
  }

  private void adoptStored(OpenKeys keys) {
    Keyring before = keys.keyring();
    List<Optional<Entry>> stored =
        engine.get(List.of(CoreKeys.KEYRING, CoreKeys.HANDOVER, CoreKeys.GENERATION));
    keys.requireGeneration(stored.get(2));
    stored
        .get(0)
        .ifPresent(keyring -> keys.adopt(keyring.value(), stored.get(1).map(Entry::value), before));
  }

  /** 24 letters and digits of a keyed hash of the token: 142 bits. */
  Accessor accessor(SecretText token) {
    byte[] text = token.expose().getBytes(StandardCharsets.UTF_8);
    byte[] hash = required().hashes().accessors().of(text);
    char[] letters = new char[ACCESSOR_LETTERS];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = BASE62.charAt(Byte.toUnsignedInt(hash[i]) % BASE62.length());
    }
    return new Accessor(String.valueOf(letters));
  }

  /** The keyed hash under which a token is stored. */
  TokenHash hash(Accessor accessor) {
    byte[] text = accessor.value().getBytes(StandardCharsets.US_ASCII);
    return new TokenHash(required().hashes().tokens().hex(text));
  }

  @Override
  public String aliasHash(String mountAccessor, String name) {
    if (mountAccessor.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("the accessor of a mount has no NUL");
    }
    byte[] text = (mountAccessor + SEPARATOR + name).getBytes(StandardCharsets.UTF_8);
    return required().hashes().aliases().hex(text);
  }

  private static ServiceException unreadable(Entry entry, String detail) {
    return new ServiceException(
        ErrorCode.RECORD_UNREADABLE, "the record at " + entry.key() + " " + detail);
  }
}
