package io.azimuth.adapters.storage.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StaticSealTest {

  private static final byte[] ROOT_KEY =
      "the root key, 32 bytes in length".getBytes(StandardCharsets.UTF_8);
  private static final SealKey MAY = key("2026-05", 5);
  private static final SealKey NOVEMBER = key("2026-11", 11);

  private final CountingGenerator generator = new CountingGenerator();

  @Test
  void unwrapsWhatItWrapped() {
    Seal seal = seal(MAY, Optional.empty());

    byte[] wrapped = seal.wrap(ROOT_KEY);

    assertThat(seal.unwrap(wrapped)).isEqualTo(ROOT_KEY);
    assertThat(seal.rewrapDue(wrapped)).isFalse();
    assertThat(seal.type()).isEqualTo("static");
  }

  @Test
  void neverWrapsTwiceUnderOneNonce() {
    Seal seal = seal(MAY, Optional.empty());

    assertThat(seal.wrap(ROOT_KEY)).isNotEqualTo(seal.wrap(ROOT_KEY));
  }

  @Test
  void wrappedBytesDoNotContainTheRootKey() {
    String wrapped =
        new String(seal(MAY, Optional.empty()).wrap(ROOT_KEY), StandardCharsets.ISO_8859_1);

    assertThat(wrapped).contains("2026-05").doesNotContain("the root key");
  }

  @Test
  void previousKeyStillUnwrapsAndAsksForANewWrap() {
    byte[] wrapped = seal(MAY, Optional.empty()).wrap(ROOT_KEY);
    Seal changed = seal(NOVEMBER, Optional.of(MAY));

    assertThat(changed.unwrap(wrapped)).isEqualTo(ROOT_KEY);
    assertThat(changed.rewrapDue(wrapped)).isTrue();
    assertThat(changed.rewrapDue(changed.wrap(ROOT_KEY))).isFalse();
  }

  @Test
  void refusesAKeyWhoseIdItDoesNotKnow() {
    byte[] wrapped = seal(MAY, Optional.empty()).wrap(ROOT_KEY);

    assertUnusable(
        () -> seal(NOVEMBER, Optional.empty()).unwrap(wrapped), "neither current_key_id");
  }

  @Test
  void refusesAnotherKeyUnderTheSameId() {
    byte[] wrapped = seal(MAY, Optional.empty()).wrap(ROOT_KEY);
    Seal other = seal(key("2026-05", 99), Optional.empty());

    assertUnusable(() -> other.unwrap(wrapped), "does not fit");
  }

  @Test
  void refusesEveryChangedByte() {
    Seal seal = seal(MAY, Optional.of(key("2026-04", 5)));
    byte[] wrapped = seal.wrap(ROOT_KEY);

    for (int i = 0; i < wrapped.length; i++) {
      byte[] changed = wrapped.clone();
      changed[i] ^= 1;
      assertUnusable(() -> seal.unwrap(changed), "");
    }
  }

  @Test
  void idIsAuthenticatedEvenWhenBothIdsHaveTheSameKey() {
    Seal seal = seal(MAY, Optional.of(key("2026-04", 5)));
    byte[] wrapped = seal.wrap(ROOT_KEY);
    wrapped[2 + "2026-0".length()] = '4';

    assertUnusable(() -> seal.unwrap(wrapped), "was changed");
  }

  @Test
  void refusesEveryShorterLength() {
    Seal seal = seal(MAY, Optional.empty());
    byte[] wrapped = seal.wrap(ROOT_KEY);

    for (int length = 0; length < wrapped.length; length++) {
      byte[] cut = Arrays.copyOf(wrapped, length);
      assertUnusable(() -> seal.unwrap(cut), "");
    }
  }

  @Test
  void refusesKeysThatAreNot32BytesLong() {
    assertThatThrownBy(() -> new SealKey("id", SecretBytes.of(new byte[31])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a seal key has 32 bytes");
  }

  @Test
  void refusesTwoKeysOfOneId() {
    assertThatThrownBy(() -> new StaticSealConfig(MAY, Optional.of(key("2026-05", 7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same id");
  }

  @Test
  void keysAreNotPrinted() {
    assertThat(new StaticSealConfig(MAY, Optional.of(NOVEMBER)).toString())
        .contains("2026-05", "key=***")
        .doesNotContain("5, 5");
  }

  private Seal seal(SealKey current, Optional<SealKey> previous) {
    return new StaticSealConfig(current, previous).seal(generator);
  }

  private static SealKey key(String id, int fill) {
    byte[] bytes = new byte[SealKey.LENGTH];
    Arrays.fill(bytes, (byte) fill);
    return new SealKey(id, SecretBytes.of(bytes));
  }

  private static void assertUnusable(ThrowingCallable call, String detail) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_UNUSABLE))
        .hasMessageContaining(detail);
  }
}
