package io.azimuth.application.seal.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.HeldShares;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.SealRecord.Pair;
import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.seal.ShareCounts;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.fake.FakeSeals;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryProofsTest {

  private static final SecretBytes ROOT_KEY = key(1);
  private static final SecretBytes HELD = key(2);
  private static final HeldShares SHARES = new HeldShares(new ShareCounts(3, 2), List.of());
  private static final Seal SECRET = FakeSeals.own(key(3));
  private static final Seal PUBLIC = new PublicSeal(SECRET);

  /** A seal with which everyone can wrap. */
  private record PublicSeal(Seal seal) implements Seal {

    @Override
    public String type() {
      return seal.type();
    }

    @Override
    public byte[] wrap(byte[] rootKey) {
      return seal.wrap(rootKey);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
      return seal.unwrap(wrapped);
    }

    @Override
    public boolean rewrapDue(byte[] wrapped) {
      return seal.rewrapDue(wrapped);
    }

    @Override
    public boolean isOwn(byte[] wrapped) {
      return seal.isOwn(wrapped);
    }

    @Override
    public boolean hasPublicKey() {
      return true;
    }
  }

  private static SecretBytes key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return SecretBytes.of(bytes);
  }

  private static RecoveryProofs proofs(Seal own) {
    return new RecoveryProofs(new SealSetup(Optional.of(own), FakeSeals::keyed));
  }

  private static SealRecord record(Seal own) {
    return new SealRecord(own.type(), own.wrap(ROOT_KEY.expose()));
  }

  /** As a store of an earlier version has it, or somebody who can write to the store makes it. */
  private static SealWrappedKey wrappedBySeal(Seal seal) {
    return new SealWrappedKey(Optional.of(SHARES), seal.wrap(RecoveryProof.of(HELD).expose()));
  }

  @Test
  void recogniseTheKeyAndNoOther() {
    RecoveryProofs proofs = proofs(PUBLIC);
    SealWrappedKey kept = proofs.wrap(HELD, SHARES, ROOT_KEY);

    assertThat(kept.held()).contains(SHARES);
    assertThat(proofs.fits(HELD, kept, record(PUBLIC), ROOT_KEY)).isTrue();
    assertThat(proofs.fits(key(9), kept, record(PUBLIC), ROOT_KEY)).isFalse();
  }

  @Test
  void whatASecretKeyHasWrappedIsStillRead() {
    assertThat(proofs(SECRET).fits(HELD, wrappedBySeal(SECRET), record(SECRET), ROOT_KEY)).isTrue();
  }

  @Test
  void whatEveryoneCanWrapProvesNothing() {
    assertThatThrownBy(
            () -> proofs(PUBLIC).fits(HELD, wrappedBySeal(PUBLIC), record(PUBLIC), ROOT_KEY))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_UNUSABLE));
  }

  @Test
  void moveToAnotherRootKey() {
    RecoveryProofs proofs = proofs(SECRET);
    Pair pair = new Pair(proofs.wrap(HELD, SHARES, ROOT_KEY), Optional.of(wrappedBySeal(SECRET)));

    Pair moved = proofs.moved(pair, record(SECRET), ROOT_KEY, key(7));

    assertThat(proofs.fits(HELD, moved.current(), record(SECRET), key(7))).isTrue();
    assertThat(proofs.fits(HELD, moved.previous().orElseThrow(), record(SECRET), key(7))).isTrue();
    assertThatThrownBy(() -> proofs.fits(HELD, moved.current(), record(SECRET), ROOT_KEY))
        .isInstanceOf(ServiceException.class);
  }
}
