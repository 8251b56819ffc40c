package io.azimuth.application.seal.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.fake.FakeSeals;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealSetupTest {

  private static final Seal OLD = FakeSeals.own(key(1));
  private static final Seal NEW = FakeSeals.own(key(2));

  private static SecretBytes key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return SecretBytes.of(bytes);
  }

  private static SealSetup setup(Optional<Seal> own, Optional<Seal> replaced) {
    return new SealSetup(own, replaced, FakeSeals::keyed, Optional.empty());
  }

  private static SealRecord by(Seal seal) {
    return new SealRecord(seal.type(), seal.wrap(new byte[32]));
  }

  @Test
  void aStoreOfKeySharesMovesToAnySeal() {
    SealRecord held = by(FakeSeals.keyed(key(5)));

    assertThat(setup(Optional.of(NEW), Optional.empty()).migrates(held)).isTrue();
    assertThat(setup(Optional.of(NEW), Optional.of(OLD)).migrates(held)).isTrue();
    assertThat(setup(Optional.empty(), Optional.empty()).migrates(held)).isFalse();
    assertThat(setup(Optional.empty(), Optional.of(OLD)).migrates(held)).isFalse();
  }

  @Test
  void amongSealsOfOneTypeTheNameOfTheKeyDecides() {
    SealSetup both = setup(Optional.of(NEW), Optional.of(OLD));

    assertThat(both.migrates(by(OLD))).isTrue();
    assertThat(both.of(by(OLD))).contains(OLD);
    assertThat(both.migrates(by(NEW))).isFalse();
    assertThat(both.of(by(NEW))).contains(NEW);
  }

  @Test
  void aKeyThatNeitherNamesIsTriedWithTheOwnSeal() {
    SealRecord other = by(FakeSeals.own(key(3)));

    assertThat(setup(Optional.of(NEW), Optional.of(OLD)).of(other)).contains(NEW);
    assertThat(setup(Optional.of(NEW), Optional.empty()).of(other)).contains(NEW);
  }

  @Test
  void withoutASecondSealNoneIsAskedWhoseKeyItIs() {
    Seal silent =
        new Seal() {
          @Override
          public String type() {
            return NEW.type();
          }

          @Override
          public byte[] wrap(byte[] rootKey) {
            return NEW.wrap(rootKey);
          }

          @Override
          public byte[] unwrap(byte[] wrapped) {
            return NEW.unwrap(wrapped);
          }

          @Override
          public boolean rewrapDue(byte[] wrapped) {
            return NEW.rewrapDue(wrapped);
          }

          @Override
          public boolean isOwn(byte[] wrapped) {
            throw new IllegalStateException("asked");
          }
        };

    assertThat(setup(Optional.of(silent), Optional.empty()).of(by(NEW))).contains(silent);
    assertThat(setup(Optional.of(silent), Optional.empty()).migrates(by(NEW))).isFalse();
  }

  @Test
  void anotherTypeNeedsADisabledSeal() {
    assertThat(setup(Optional.empty(), Optional.empty()).problem(by(OLD)))
        .contains(
            "the store is sealed by static, configured is shamir; to move it to shamir, configure"
                + " static, too, with disabled = \"true\"");
    assertThat(setup(Optional.empty(), Optional.of(OLD)).problem(by(OLD))).isEmpty();
  }

  @Test
  void aServerOfBeforeTheMoveChangesNothing() {
    SealSetup before = setup(Optional.of(NEW), Optional.empty());

    assertThatThrownBy(() -> before.requireCurrent(by(FakeSeals.keyed(key(5)))))
        .isInstanceOf(RefusedException.class);
    before.requireCurrent(by(NEW));
  }
}
