package io.azimuth.adapters.storage.barrier;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.Key;
import org.junit.jupiter.api.Test;

class AesKeyTest {

  @Test
  void neverEncryptsOnceItWasWiped() {
    AesKey key = new AesKey(new byte[32]);
    key.destroy();

    assertThat(key.isDestroyed()).isTrue();
    assertFault(
        ErrorCode.SEALED,
        "the keys were wiped",
        () -> Envelope.seal(key, 1, Key.of("a"), new byte[12], new byte[1]));
  }

  @Test
  void keepsACopyAndShowsNothing() {
    byte[] bytes = new byte[32];
    bytes[0] = 7;
    AesKey key = new AesKey(bytes);
    bytes[0] = 0;

    assertThat(key.getEncoded()[0]).isEqualTo((byte) 7);
    assertThat(key).hasToString("***");
  }

  @Test
  void hasExactly32Bytes() {
    assertThatThrownBy(() -> new AesKey(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeyedHash(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
