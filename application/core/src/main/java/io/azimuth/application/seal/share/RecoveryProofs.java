package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.HmacSha256;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The form in which a store keeps the proof of its recovery key: encrypted under a key that is
 * derived from the root key. So an attacker who can write to the store cannot make one, even where
 * everybody can wrap with the seal, and it is read without another system. Earlier versions wrapped
 * the proof with the seal; that is still read where the seal's key is secret.
 */
@Singleton
public final class RecoveryProofs {

  private static final byte[] PURPOSE =
      "azimuth proof of the recovery key".getBytes(StandardCharsets.UTF_8);

  private final SealSetup setup;

  @Inject
  RecoveryProofs(SealSetup setup) {
    this.setup = setup;
  }

  /** The proof of a recovery key, under this root key. */
  public SealWrappedKey wrap(SecretBytes held, HeldShares shares, SecretBytes rootKey) {
    SecretBytes proof = RecoveryProof.of(held);
    try {
      byte[] wrapped = under(rootKey, seal -> seal.wrap(proof.expose()));
      return new SealWrappedKey(Optional.of(shares), wrapped);
    } finally {
      proof.wipe();
    }
  }

  /** Whether the key is the one whose proof this is. */
  boolean fits(SecretBytes key, SealWrappedKey kept, SealRecord record, SecretBytes rootKey) {
    SecretBytes proof = RecoveryProof.of(key);
    SecretBytes stored = SecretBytes.taking(opened(kept, record, rootKey));
    try {
      return proof.equals(stored);
    } finally {
      proof.wipe();
      stored.wipe();
    }
  }

  /** The same proofs under another root key. */
  public Pair moved(Pair pair, SealRecord record, SecretBytes from, SecretBytes to) {
    return new Pair(
        moved(pair.current(), record, from, to),
        pair.previous().map(kept -> moved(kept, record, from, to)));
  }

  private SealWrappedKey moved(
      SealWrappedKey kept, SealRecord record, SecretBytes from, SecretBytes to) {
    byte[] proof = opened(kept, record, from);
    try {
      return kept.rewrapped(under(to, seal -> seal.wrap(proof)));
    } finally {
      Arrays.fill(proof, (byte) 0);
    }
  }

  private byte[] opened(SealWrappedKey kept, SealRecord record, SecretBytes rootKey) {
    try {
      return under(rootKey, seal -> seal.unwrap(kept.wrapped()));
    } catch (ServiceException e) {
      if (e.code() != ErrorCode.SEAL_UNUSABLE) {
        throw e;
      }
      return setup
          .of(record)
          .filter(seal -> !seal.hasPublicKey())
          .orElseThrow(() -> e)
          .unwrap(kept.wrapped());
    }
  }

  private byte[] under(SecretBytes rootKey, Function<Seal, byte[]> work) {
    SecretBytes derived = derived(rootKey);
    try {
      return work.apply(setup.keyed().under(derived));
    } finally {
      derived.wipe();
    }
  }

  private static SecretBytes derived(SecretBytes rootKey) {
    byte[] exposed = rootKey.expose();
    try {
      return SecretBytes.taking(new HmacSha256(exposed).of(PURPOSE));
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
