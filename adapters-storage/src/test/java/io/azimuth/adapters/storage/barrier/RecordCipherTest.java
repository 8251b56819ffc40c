package io.azimuth.adapters.storage.barrier;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCipherTest {

  private static final Key KEY = Key.of("token/abc");
  private static final byte[] PLAINTEXT = "what nobody reads".getBytes(StandardCharsets.UTF_8);

  private final TestServer server = TestServer.open();
  private final RecordCipher cipher = server.cipher();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 1_000, 1 << 20})
  void givesBackWhatItEncrypted(int length) {
    byte[] plaintext = new byte[length];
    Arrays.fill(plaintext, (byte) 7);

    byte[] sealed = cipher.encrypt(KEY, plaintext);

    assertThat(sealed).hasSize(length + RecordCipher.OVERHEAD);
    assertThat(cipher.decrypt(new Entry(KEY, sealed, 1))).isEqualTo(plaintext);
  }

  @Test
  void beginsWithFormatAndTermAndNeverRepeatsItself() {
    byte[] one = cipher.encrypt(KEY, PLAINTEXT);
    byte[] other = cipher.encrypt(KEY, PLAINTEXT);

    assertThat(Arrays.copyOf(one, 5)).containsExactly(1, 0, 0, 0, 1);
    assertThat(nonce(one)).isNotEqualTo(nonce(other));
    assertThat(one).isNotEqualTo(other);
  }

  private static byte[] nonce(byte[] sealed) {
    return Arrays.copyOfRange(sealed, 5, 17);
  }

  @Test
  void refusesAValueWithAnyBitChanged() {
    byte[] sealed = cipher.encrypt(KEY, PLAINTEXT);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertFault(
          ErrorCode.RECORD_UNREADABLE,
          "the record at token/abc ",
          () -> cipher.decrypt(new Entry(KEY, changed, 1)));
    }
  }

  @Test
  void refusesAValueOfAnyOtherLength() {
    byte[] sealed = cipher.encrypt(KEY, PLAINTEXT);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertFault(
          ErrorCode.RECORD_UNREADABLE,
          "the record at token/abc ",
          () -> cipher.decrypt(new Entry(KEY, cut, 1)));
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "was changed or belongs elsewhere",
        () -> cipher.decrypt(new Entry(KEY, longer, 1)));
  }

  @Test
  void refusesAValueMovedToAnotherKey() {
    byte[] sealed = cipher.encrypt(KEY, PLAINTEXT);

    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "the record at token/abd was changed or belongs elsewhere",
        () -> cipher.decrypt(new Entry(Key.of("token/abd"), sealed, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, -1, Integer.MAX_VALUE})
  void refusesAKeyThatIsNotInTheKeyring(int term) {
    byte[] sealed = cipher.encrypt(KEY, PLAINTEXT);
    ByteBuffer.wrap(sealed).putInt(1, term);

    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "names a key that is not in the keyring",
        () -> cipher.decrypt(new Entry(KEY, sealed, 1)));
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2, -1})
  void refusesAnUnknownFormat(byte format) {
    byte[] sealed = cipher.encrypt(KEY, PLAINTEXT);
    sealed[0] = format;

    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "has an unknown format",
        () -> cipher.decrypt(new Entry(KEY, sealed, 1)));
  }

  @Test
  void refusesTheKeyringAsARecord() {
    Key keyring = CoreKeys.KEYRING;
    byte[] stored = server.engine().stored("core/keyring");

    assertFault(
        ErrorCode.RECORD_UNREADABLE,
        "names a key that is not in the keyring",
        () -> cipher.decrypt(new Entry(keyring, stored, 1)));
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    String expected = server.barrier().hash(SecretText.of("azs.one")).hex();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        byte[] plaintext = new byte[100 + thread];
        runs.add(
            threads.submit(
                () ->
                    IntStream.range(0, 500)
                        .forEach(
                            i -> {
                              byte[] sealed = cipher.encrypt(KEY, plaintext);
                              assertThat(cipher.decrypt(new Entry(KEY, sealed, 1)))
                                  .isEqualTo(plaintext);
                              assertThat(server.barrier().hash(SecretText.of("azs.one")).hex())
                                  .isEqualTo(expected);
                            })));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
