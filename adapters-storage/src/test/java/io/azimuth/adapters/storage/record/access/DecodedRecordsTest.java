package io.azimuth.adapters.storage.record.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.record.Samples;
import io.azimuth.adapters.storage.record.codec.EntityCodec;
import io.azimuth.adapters.storage.record.codec.TokenCodec;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodedRecordsTest {

  private static final Key KEY = Key.of("entity/a");

  private final DecodedRecords decoded = new DecodedRecords();

  private static Entity entity(String id) {
    return new Entity(id, "name", List.of(), Map.of(), false, Instant.EPOCH);
  }

  private static Entry entry(Key key, long revision) {
    return new Entry(key, new byte[] {1}, revision);
  }

  private Entity get(long revision, String decodedNow) {
    return decoded.get(entry(KEY, revision), EntityCodec.INSTANCE, () -> entity(decodedNow));
  }

  @Test
  void decodesOneRevisionOnce() {
    assertThat(get(7, "first")).isSameAs(get(7, "second"));
  }

  @Test
  void decodesAnotherRevisionAnew() {
    get(7, "old");

    assertThat(get(8, "new").id()).isEqualTo("new");
  }

  @Test
  void decodesAnewWhatComesAgainUnderTheSameRevision() {
    Entity lost =
        decoded.get(
            new Entry(KEY, "of a lost future".getBytes(UTF_8), 7),
            EntityCodec.INSTANCE,
            () -> entity("lost"));
    Entry now = new Entry(KEY, "of another world".getBytes(UTF_8), 7);

    Entity found = decoded.get(now, EntityCodec.INSTANCE, () -> entity("now"));

    assertThat(lost.id()).isEqualTo("lost");
    assertThat(found.id()).isEqualTo("now");
  }

  @Test
  void takesTheEntryForWhatItIsEvenWhenANewerOneIsKnown() {
    get(8, "new");

    assertThat(get(7, "old").id()).isEqualTo("old");
  }

  @Test
  void givesNoRecordOfAnotherKind() {
    get(7, "entity");

    Token token = decoded.get(entry(KEY, 7), TokenCodec.INSTANCE, () -> Samples.ROOT_TOKEN);

    assertThat(token).isEqualTo(Samples.ROOT_TOKEN);
  }

  @Test
  void decodesAnewWhatItForgot() {
    get(7, "before");

    decoded.clear();

    assertThat(get(7, "after").id()).isEqualTo("after");
  }

  @Test
  void staysBoundedAndNeverForgetsAllAtOnce() {
    for (int i = 0; i < 2 * DecodedRecords.MAX_ENTRIES; i++) {
      decoded.get(entry(Key.of("entity/" + i), 1), EntityCodec.INSTANCE, () -> entity("e"));
    }

    assertThat(decoded.size()).isEqualTo(DecodedRecords.MAX_ENTRIES);
  }

  @Test
  void keepsFewerLargeRecords() {
    for (int i = 0; i < DecodedRecords.MAX_ENTRIES; i++) {
      Entry large = new Entry(Key.of("entity/" + i), new byte[8 * 1_024], 1);
      decoded.get(large, EntityCodec.INSTANCE, () -> entity("e"));
    }

    assertThat(decoded.size()).isEqualTo(DecodedRecords.MAX_ENTRIES / 8);
  }
}
