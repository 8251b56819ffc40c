package io.azimuth.adapters.storage.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.engine.Key;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.token.Token;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodedRecordsTest {

  private static final Key KEY = Key.of("alias/a");

  private final DecodedRecords decoded = new DecodedRecords();

  private static Alias alias(String entity) {
    return new Alias("id", "mount", "name", entity, Map.of(), Instant.EPOCH);
  }

  private static Entry entry(Key key, long revision) {
    return new Entry(key, new byte[] {1}, revision);
  }

  private Alias get(long revision, String decodedNow) {
    return decoded.get(entry(KEY, revision), AliasCodec.INSTANCE, () -> alias(decodedNow));
  }

  @Test
  void decodesOneRevisionOnce() {
    assertThat(get(7, "first")).isSameAs(get(7, "second"));
  }

  @Test
  void decodesAnotherRevisionAnew() {
    get(7, "old");

    assertThat(get(8, "new").entityId()).isEqualTo("new");
  }

  @Test
  void takesTheEntryForWhatItIsEvenWhenANewerOneIsKnown() {
    get(8, "new");

    assertThat(get(7, "old").entityId()).isEqualTo("old");
  }

  @Test
  void givesNoRecordOfAnotherKind() {
    get(7, "alias");

    Token token = decoded.get(entry(KEY, 7), TokenCodec.INSTANCE, () -> Samples.ROOT_TOKEN);

    assertThat(token).isEqualTo(Samples.ROOT_TOKEN);
  }

  @Test
  void decodesAnewWhatItForgot() {
    get(7, "before");

    decoded.forget();

    assertThat(get(7, "after").entityId()).isEqualTo("after");
  }

  @Test
  void staysBounded() {
    for (int i = 0; i <= DecodedRecords.MAX_ENTRIES; i++) {
      decoded.get(entry(Key.of("alias/" + i), 1), AliasCodec.INSTANCE, () -> alias("e"));
    }

    assertThat(decoded.size()).isEqualTo(1);
  }
}
