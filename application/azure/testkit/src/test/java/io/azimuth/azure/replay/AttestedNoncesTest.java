package io.azimuth.azure.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.domain.azure.attested.NonceState;
import io.azimuth.domain.azure.login.TokenUse;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.testkit.fake.SequentialSecrets;
import io.azimuth.testkit.store.FakeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttestedNoncesTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String MOUNT = "11111111-0000-4000-8000-000000000001";
  private static final String OTHER = "11111111-0000-4000-8000-000000000002";

  private final FakeStore store = new FakeStore();
  private final AttestedNonces nonces = new AttestedNonces(new SequentialSecrets());
  private String nonce = "";

  @BeforeEach
  void issue() {
    nonce = issue(MOUNT);
  }

  @Test
  void aNonceHasTheLengthAndTheLettersThatTheMetadataServiceTakes() {
    assertThat(nonce).matches("[0-9a-z]{32}");
  }

  @Test
  void noTwoAreTheSameAndNoneIsKept() {
    int before = store.keys().size();
    Set<String> all = new HashSet<>();

    for (int i = 0; i < 200; i++) {
      all.add(issue(MOUNT));
    }

    assertThat(all).hasSize(200);
    assertThat(store.keys()).hasSize(before);
  }

  @Test
  void itIsKnownAgainForFiveMinutes() {
    assertThat(state(MOUNT, nonce, NOW)).isEqualTo(NonceState.FRESH);
    assertThat(state(MOUNT, nonce, NOW.plusSeconds(299))).isEqualTo(NonceState.FRESH);
    assertThat(state(MOUNT, nonce, NOW.plusSeconds(300))).isEqualTo(NonceState.EXPIRED);
  }

  @Test
  void aServerWhoseClockIsAMinuteBehindKnowsItToo() {
    assertThat(state(MOUNT, nonce, NOW.minusSeconds(60))).isEqualTo(NonceState.FRESH);
    assertThat(state(MOUNT, nonce, NOW.minusSeconds(61))).isEqualTo(NonceState.EXPIRED);
  }

  @Test
  void anotherMountDoesNotKnowIt() {
    issue(OTHER);

    assertThat(state(OTHER, nonce, NOW)).isEqualTo(NonceState.FOREIGN);
    assertThat(state("11111111-0000-4000-8000-000000000003", nonce, NOW))
        .as("a mount without a key")
        .isEqualTo(NonceState.FOREIGN);
  }

  @Test
  void noDigitOfItCanBeChanged() {
    for (int i = 0; i < nonce.length(); i++) {
      char other = nonce.charAt(i) == '0' ? '1' : '0';
      String changed = nonce.substring(0, i) + other + nonce.substring(i + 1);
      assertThat(state(MOUNT, changed, NOW)).as(changed).isEqualTo(NonceState.FOREIGN);
    }
  }

  @Test
  void whatHasNotItsFormIsForeign() {
    for (String text :
        new String[] {
          "",
          "1234567890",
          "20261125-120000",
          nonce.substring(1),
          nonce + "0",
          "0" + nonce,
          "-" + nonce.substring(1),
          " " + nonce.substring(1)
        }) {
      assertThat(state(MOUNT, text, NOW)).as(text).isEqualTo(NonceState.FOREIGN);
    }
  }

  @Test
  void aUsedOneIsUsedForEveryServerOfTheStore() {
    TokenUse use = new TokenUse(NOW, "web", "request-1");
    store.change(
        work -> {
          MountTransaction mount = MountTransactions.of(work, MOUNT);
          UsedTokens.add(
              mount.storage(), nonces.judge(mount, nonce, NOW).place().orElseThrow(), use);
        });

    AttestedNonces another = new AttestedNonces(new SequentialSecrets());
    AttestedNonces.Judged judged =
        another.judge(
            MountTransactions.of(store.begin(), MOUNT), nonce, NOW.plus(Duration.ofMinutes(4)));
    assertThat(judged.state()).isEqualTo(NonceState.USED);
    assertThat(judged.earlier()).contains(use);
  }

  private String issue(String mount) {
    String[] issued = {""};
    store.change(work -> issued[0] = nonces.issue(MountTransactions.of(work, mount), NOW));
    return issued[0];
  }

  private NonceState state(String mount, String text, Instant now) {
    return nonces.judge(MountTransactions.of(store.begin(), mount), text, now).state();
  }
}
