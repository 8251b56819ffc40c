package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.Barrier;
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
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Checks whether shares make the split key of this store: the one that unseals it or, with a seal
 * that unseals by itself, the recovery key.
 */
@Singleton
public final class KeyQuorum {

  private static final int KEY_BYTES = 32;

  private final Barrier barrier;
  private final SealSetup setup;
  private final RecoveryProofs proofs;
  private final RekeyCutover replacements;

  @Inject
  KeyQuorum(Barrier barrier, SealSetup setup, RecoveryProofs proofs, RekeyCutover replacements) {
    this.barrier = barrier;
    this.setup = setup;
    this.proofs = proofs;
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
    return SealSetup.isHeldByPeople(seal) ? Optional.of(seal.rootKey()) : seal.recovery();
  }

  private Optional<SealWrappedKey> previous(SealRecord seal) {
    return replacements.isComplete() ? Optional.empty() : held(seal).flatMap(Pair::previous);
  }

  /**
   * The key that these shares make, if it is the current one or the replaced one that is still
   * accepted. For a recovery key the store must be open.
   */
  public Optional<Proof> prove(SealRecord seal, List<SecretBytes> shares) {
    if (SealSetup.isHeldByPeople(seal)) {
      return prove(seal, shares, this::unwraps);
    }
    SecretBytes rootKey = barrier.rootKey();
    try {
      return prove(seal, shares, rootKey);
    } finally {
      rootKey.wipe();
    }
  }

  /** The recovery key that these shares make, with the root key of a store that is sealed. */
  public Optional<Proof> prove(SealRecord seal, List<SecretBytes> shares, SecretBytes rootKey) {
    return prove(seal, shares, (key, kept) -> proofs.fits(key, kept, seal, rootKey));
  }

  private Optional<Proof> prove(
      SealRecord seal, List<SecretBytes> shares, BiPredicate<SecretBytes, SealWrappedKey> fits) {
    return held(seal)
        .map(Pair::current)
        .flatMap(kept -> prove(kept, shares, true, fits))
        .or(() -> previous(seal).flatMap(kept -> prove(kept, shares, false, fits)));
  }

  /** Whether enough of these are shares of the key, as far as the store can check. */
  public boolean mayBeEnough(SealRecord seal, List<SecretBytes> shares) {
    long known = shares.stream().filter(share -> mayBeShare(seal, share)).count();
    return Stream.concat(held(seal).map(Pair::current).stream(), previous(seal).stream())
        .anyMatch(kept -> kept.threshold() > 0 && known >= kept.threshold());
  }

  /** Whether the requester brings a share of the split key, as {@link #prove} takes it. */
  public boolean hasHolder(SealRecord seal, Requester requester) {
    return requester.share().map(ShareHash::of).filter(hashes(seal)::contains).isPresent();
  }

  /** Whether this is a share of the split key, as far as the store can check. */
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

  private static Optional<Proof> prove(
      SealWrappedKey kept,
      List<SecretBytes> shares,
      boolean current,
      BiPredicate<SecretBytes, SealWrappedKey> fits) {
    if (kept.threshold() == 0 || shares.size() < kept.threshold()) {
      return Optional.empty();
    }
    Optional<SecretBytes> key = combine(kept, shares);
    Optional<Proof> proof =
        key.filter(made -> made.length() == KEY_BYTES && fits.test(made, kept))
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

  private boolean unwraps(SecretBytes key, SealWrappedKey kept) {
    try {
      SecretBytes.taking(setup.keyed().under(key).unwrap(kept.wrapped())).wipe();
      return true;
    } catch (ServiceException e) {
      if (e.code() == ErrorCode.SEAL_UNUSABLE) {
        return false;
      }
      throw e;
    }
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
