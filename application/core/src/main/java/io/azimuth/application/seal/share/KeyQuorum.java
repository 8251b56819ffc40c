package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.Seal;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.seal.KeyShares;
import io.azimuth.domain.secret.SecretBytes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks whether shares make the split key of this store: the one that unseals it or, with a seal
 * that unseals by itself, the recovery key.
 */
@Singleton
public final class KeyQuorum {

  private static final int KEY_BYTES = 32;

  private final SealSetup setup;
  private final RekeyCutover replacements;

  @Inject
  KeyQuorum(SealSetup setup, RekeyCutover replacements) {
    this.setup = setup;
    this.replacements = replacements;
  }

  /** How many shares are enough in every case; 0 when there are none. */
  public int required(SealRecord seal) {
    return Math.max(
        held(seal).map(pair -> pair.current().threshold()).orElse(0),
        previous(seal).map(SealWrappedKey::threshold).orElse(0));
  }

  /** The wrapped form of the split key, and the one that it replaced. */
  public Optional<Pair> held(SealRecord seal) {
    return setup.isShamir() ? Optional.of(seal.rootKey()) : seal.recovery();
  }

  private Optional<SealWrappedKey> previous(SealRecord seal) {
    return replacements.isComplete() ? Optional.empty() : held(seal).flatMap(Pair::previous);
  }

  /**
   * The key that these shares make, if it is the current one or the replaced one that is still
   * accepted.
   */
  public Optional<Proof> prove(SealRecord seal, List<SecretBytes> shares) {
    return held(seal)
        .map(Pair::current)
        .flatMap(kept -> prove(kept, shares, true))
        .or(() -> previous(seal).flatMap(kept -> prove(kept, shares, false)));
  }

  /** Whether the requester brings a share of the split key, as {@link #prove} takes it. */
  public boolean hasHolder(SealRecord seal, Requester requester) {
    return requester.share().map(ShareHash::of).filter(hashes(seal)::contains).isPresent();
  }

  /** Whether this is a share of the split key, as far as the store can tell. */
  public boolean mayBeShare(SealRecord seal, SecretBytes share) {
    List<String> known = hashes(seal);
    return known.isEmpty() || known.contains(ShareHash.of(share));
  }

  private List<String> hashes(SealRecord seal) {
    return Stream.concat(held(seal).map(Pair::current).stream(), previous(seal).stream())
        .flatMap(kept -> kept.held().stream())
        .flatMap(shares -> shares.hashes().stream())
        .toList();
  }

  private Optional<Proof> prove(SealWrappedKey kept, List<SecretBytes> shares, boolean current) {
    if (kept.threshold() == 0 || shares.size() < kept.threshold()) {
      return Optional.empty();
    }
    Optional<SecretBytes> key = combine(kept, shares);
    Optional<Proof> proof =
        key.filter(made -> made.length() == KEY_BYTES && fits(made, kept))
            .map(made -> new Proof(made, kept, current));
    if (proof.isEmpty()) {
      key.ifPresent(SecretBytes::wipe);
    }
    return proof;
  }

  private static Optional<SecretBytes> combine(SealWrappedKey kept, List<SecretBytes> shares) {
    return kept.threshold() == 1
        ? Optional.of(SecretBytes.taking(shares.get(shares.size() - 1).expose()))
        : KeyShares.combine(shares);
  }

  private boolean fits(SecretBytes key, SealWrappedKey kept) {
    try {
      return setup.isShamir()
          ? unwraps(key, kept)
          : RecoveryProof.of(key).equals(SecretBytes.taking(own().unwrap(kept.wrapped())));
    } catch (ServiceException e) {
      if (e.code() == ErrorCode.SEAL_UNUSABLE && setup.isShamir()) {
        return false;
      }
      throw e;
    }
  }

  private boolean unwraps(SecretBytes key, SealWrappedKey kept) {
    SecretBytes.taking(setup.keyed().under(key).unwrap(kept.wrapped())).wipe();
    return true;
  }

  private Seal own() {
    return setup.own().orElseThrow();
  }

  /**
   * A key that was made from shares.
   *
   * @param key itself, to be wiped
   * @param kept the form that it unwraps
   * @param isCurrent whether it is the current key and not the replaced one
   */
  public record Proof(SecretBytes key, SealWrappedKey kept, boolean isCurrent) {}
}
