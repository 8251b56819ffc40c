package io.azimuth.adapters.storage.record;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.barrier.TestServer;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedBatchTokensTest {

  private final TestServer server = TestServer.open();

  @Test
  void carriesEverythingAndStoresNothing() {
    List<?> before = server.engine().everything();

    Token marked = Samples.MARKED_BATCH_TOKEN;
    for (Token token : List.of(Samples.FULL_BATCH_TOKEN, Samples.BATCH_TOKEN, marked)) {
      SecretText text = server.batchTokens().seal(token);
      assertThat(text.expose()).matches("azb\\.[A-Za-z0-9_-]{100,600}");
      assertThat(server.batchTokens().open(text)).contains(token);
    }
    assertThat(server.engine().everything()).isEqualTo(before);
  }

  @Test
  void carriesTheCertificateToWhichItIsBound() {
    for (Token token : List.of(Samples.BATCH_TOKEN, Samples.MARKED_BATCH_TOKEN)) {
      Token bound = Samples.bound(token);
      SecretText text = server.batchTokens().seal(bound);

      assertThat(server.batchTokens().open(text)).contains(bound);
      assertThat(bound.rights().boundCertificate()).isPresent();
    }
  }

  @Test
  void outlivesARestartAndEveryChangeOfTheKey() {
    TestServer changing = TestServer.counting(4, 8);
    SecretText first = changing.batchTokens().seal(Samples.FULL_BATCH_TOKEN);
    int term = changing.barrier().keyStatus().term();
    for (int i = 0; i < 40; i++) {
      changing.batchTokens().seal(Samples.BATCH_TOKEN);
    }
    assertThat(changing.barrier().keyStatus().term()).isGreaterThan(term + 1);

    assertThat(changing.batchTokens().open(first)).contains(Samples.FULL_BATCH_TOKEN);
    changing.restart();
    assertThat(changing.batchTokens().open(first)).contains(Samples.FULL_BATCH_TOKEN);
  }

  @Test
  void opensNothingThatWasChangedInAnyByte() {
    String text = server.batchTokens().seal(Samples.BATCH_TOKEN).expose();
    byte[] sealed = Base64.getUrlDecoder().decode(text.substring(4));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(open("azb." + encoded(changed))).as("byte %s", i).isFalse();
    }
    assertThat(open(text.substring(0, text.length() - 4))).isFalse();
  }

  @Test
  void knowsOneSpellingOnly() {
    SecretText text = server.batchTokens().seal(Samples.BATCH_TOKEN);
    String bare = text.expose();

    assertThat(open(bare)).isTrue();
    assertThat(open(bare + "=")).isFalse();
    assertThat(open(bare + "==")).isFalse();
    assertThat(open(bare.replace("azb.", "azs."))).isFalse();
    assertThat(open(bare.replace("azb.", ""))).isFalse();
    assertThat(open("azb.")).isFalse();
    assertThat(open("azb.%%%")).isFalse();
    assertThat(open("azb." + encoded(new byte[] {1, 2, 3}))).isFalse();
  }

  @Test
  void noRecordOfTheStorePassesForAToken() {
    server.write(work -> work.tokens().put(Samples.HASH, Samples.FULL_TOKEN));

    byte[] stored = server.engine().stored("token/" + Samples.HASH);

    assertThat(open("azb." + encoded(stored))).isFalse();
  }

  @Test
  void isOfOneStore() {
    SecretText foreign = TestServer.counting(8, 16).batchTokens().seal(Samples.BATCH_TOKEN);
    TestServer other = TestServer.empty().another();
    other.commit(other.barrier().initialize(TestServer.rootKey(), TestServer.sealRecord()));

    assertThat(other.batchTokens().open(foreign)).isEmpty();
  }

  @Test
  void isNeitherMadeNorOpenedWhileSealed() {
    SecretText text = server.batchTokens().seal(Samples.BATCH_TOKEN);
    server.barrier().seal();

    assertFault(ErrorCode.SEALED, "sealed", () -> server.batchTokens().open(text));
    assertFault(ErrorCode.SEALED, "sealed", () -> server.batchTokens().seal(Samples.BATCH_TOKEN));
  }

  private boolean open(String text) {
    return server.batchTokens().open(SecretText.of(text)).isPresent();
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
