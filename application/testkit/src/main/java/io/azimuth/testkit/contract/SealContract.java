package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.seal.Seal;
import io.azimuth.testkit.AtOnce;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link Seal} promises. A seal passes when a subclass that makes it does. */
public abstract class SealContract {

  static final byte[] ROOT_KEY =
      "the root key has thirty-two byte".getBytes(StandardCharsets.US_ASCII);
  static final SecretBytes KEY = key(5);
  static final SecretBytes OTHER = key(11);

  /** The one way to make it. */
  protected SealContract() {}

  /** A seal with that wrapping key of 32 bytes. */
  protected abstract Seal seal(SecretBytes key);

  /** How often each of eight threads wraps and unwraps; less where another system does it. */
  protected int rounds() {
    return 200;
  }

  private static SecretBytes key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return SecretBytes.of(bytes);
  }

  @Test
  void unwrapsWhatItWrapped() {
    Seal seal = seal(KEY);
    byte[] wrapped = seal.wrap(ROOT_KEY);

    assertThat(seal.unwrap(wrapped)).isEqualTo(ROOT_KEY);
    assertThat(seal.rewrapDue(wrapped)).isFalse();
  }

  @Test
  void unwrapsWhatAnotherSealOfTheSameKeyWrapped() {
    byte[] wrapped = seal(KEY).wrap(ROOT_KEY);

    assertThat(seal(KEY).unwrap(wrapped)).isEqualTo(ROOT_KEY);
    assertThat(seal(KEY).rewrapDue(wrapped)).isFalse();
  }

  @Test
  void knowsWhatItsKeyWrapped() {
    byte[] wrapped = seal(KEY).wrap(ROOT_KEY);

    assertThat(seal(KEY).isOwn(wrapped)).isTrue();
    assertThat(seal(KEY).isOwn(new byte[0])).isFalse();
    assertThat(seal(KEY).isOwn(ROOT_KEY)).isFalse();
  }

  @Test
  void wrappedBytesDoNotHoldTheRootKey() {
    String wrapped = new String(seal(KEY).wrap(ROOT_KEY), StandardCharsets.ISO_8859_1);

    assertThat(wrapped).doesNotContain("root key").doesNotContain("thirty");
  }

  @Test
  void anotherKeyDoesNotUnwrap() {
    byte[] wrapped = seal(KEY).wrap(ROOT_KEY);

    assertUnusable(() -> seal(OTHER).unwrap(wrapped));
  }

  @Test
  void changedBytesAreNotUnwrapped() {
    Seal seal = seal(KEY);
    byte[] wrapped = seal.wrap(ROOT_KEY);

    for (int i = 0; i < wrapped.length; i++) {
      byte[] changed = wrapped.clone();
      changed[i] ^= 1;
      assertUnusable(() -> seal.unwrap(changed));
    }
  }

  @Test
  void cutBytesAreNotUnwrapped() {
    Seal seal = seal(KEY);
    byte[] wrapped = seal.wrap(ROOT_KEY);

    for (int length = 0; length < wrapped.length; length++) {
      byte[] cut = Arrays.copyOf(wrapped, length);
      assertUnusable(() -> seal.unwrap(cut));
    }
    assertUnusable(() -> seal.unwrap(Arrays.copyOf(wrapped, wrapped.length + 1)));
    assertUnusable(() -> seal.rewrapDue(new byte[0]));
  }

  @Test
  void manyThreadsWrapAndUnwrapAtOnce() throws Exception {
    Seal seal = seal(KEY);
    Callable<Integer> wrapping =
        () -> {
          int right = 0;
          for (int i = 0; i < rounds(); i++) {
            right += Arrays.equals(seal.unwrap(seal.wrap(ROOT_KEY)), ROOT_KEY) ? 1 : 0;
          }
          return right;
        };

    assertThat(AtOnce.run(Collections.nCopies(8, wrapping))).containsOnly(rounds());
  }

  static void assertUnusable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SEAL_UNUSABLE));
  }
}
