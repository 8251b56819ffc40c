package io.azimuth.application.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A snapshot is accepted only when all of it is unchanged. */
class SnapshotFormatTest {

  private static final SnapshotHeader HEADER =
      new SnapshotHeader(
          SnapshotHeader.STORE_FORMAT,
          Instant.parse("2026-11-25T12:00:00.123Z"),
          "0.1.0",
          "mapdb",
          "static",
          "2026-11");
  private static final int END_BYTES = 1 + 8 + 32 + 32;

  private static final List<Entry> ENTRIES =
      List.of(
          entry("core/keyring", "k"),
          entry("core/seal", "s"),
          entry("mount/auth/azure/", ""),
          entry("token/0123", "value of the token"),
          new Entry(Key.of(new byte[] {(byte) 0xff, 0}), new byte[] {1, 2, 3}, 7));

  @Test
  void givesBackHeaderAndEntries() throws IOException {
    byte[] snapshot = snapshot(ENTRIES);
    SnapshotReader reader = new SnapshotReader(new ByteArrayInputStream(snapshot));
    assertThat(reader.header()).isEqualTo(HEADER);
    Map<Key, Optional<byte[]>> read = reader.next().orElseThrow().writes();
    assertThat(reader.next()).isEmpty();
    assertThat(reader.next()).isEmpty();
    assertThat(read.keySet()).containsExactlyElementsOf(ENTRIES.stream().map(Entry::key).toList());
    assertThat(read.get(Key.of("token/0123")).orElseThrow()).asString().contains("value of");
    VerifiedSnapshot verified = reader.verified();
    assertThat(verified.entries()).isEqualTo(5);
    assertThat(verified.bytes()).isEqualTo(snapshot.length);
    assertThat(verified.core().keySet())
        .containsExactlyInAnyOrder(Key.of("core/keyring"), Key.of("core/seal"));
    assertThat(verified.mac()).isEqualTo(mac(verified.digest()));
    assertThat(verified.digest()).isEqualTo(sha256(snapshot, snapshot.length - 64));
    assertThat(verified.checksum())
        .isEqualTo(
            java.util.HexFormat.of().formatHex(snapshot, snapshot.length - 32, snapshot.length));
  }

  @Test
  void holdsNoEntriesAndManyAndLargeOnes() throws IOException {
    assertThat(verify(snapshot(List.of())).entries()).isZero();
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      many.add(entry(String.format("k/%05d", i), "v" + i));
    }
    many.add(new Entry(Key.of("l"), new byte[Batch.MAX_VALUE_BYTES], 1));
    many.add(new Entry(Key.of("m"), new byte[Batch.MAX_VALUE_BYTES], 1));
    assertThat(verify(snapshot(many)).entries()).isEqualTo(2_502);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = snapshot(ENTRIES);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> verify(cut))
          .isInstanceOf(SnapshotRefusedException.class)
          .hasMessage("the snapshot is cut short");
    }
  }

  @Test
  void refusesEveryFlippedBit() throws IOException {
    byte[] whole = snapshot(ENTRIES);
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> verify(flipped))
            .as("bit %d of byte %d", bit, at)
            .isInstanceOf(SnapshotRefusedException.class);
      }
    }
  }

  @Test
  void refusesWhatFollowsTheEnd() throws IOException {
    byte[] whole = snapshot(ENTRIES);
    assertRefused(
        Arrays.copyOf(whole, whole.length + 1),
        "the snapshot is damaged: more follows behind its end");
    byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
    System.arraycopy(whole, 0, twice, whole.length, whole.length);
    assertRefused(twice, "the snapshot is damaged: more follows behind its end");
  }

  @Test
  void refusesEntriesOutOfOrderOrTwiceAlsoWithTheRightChecksum() throws IOException {
    assertRefused(
        forged(List.of(ENTRIES.get(1), ENTRIES.get(0))),
        "the snapshot is damaged: its entries are not in order");
    assertRefused(
        forged(List.of(ENTRIES.get(1), ENTRIES.get(1))),
        "the snapshot is damaged: its entries are not in order");
    assertThatThrownBy(() -> snapshot(List.of(ENTRIES.get(1), ENTRIES.get(0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesMissingEntriesAlsoWithTheRightChecksum() throws IOException {
    byte[] short1 = forged(ENTRIES.subList(0, 3), 4);
    assertRefused(short1, "the snapshot is damaged: it has another number of entries than it says");
  }

  @Test
  void refusesNewerFormsByName() throws IOException {
    byte[] newer = snapshot(ENTRIES);
    newer[11] = 2;
    assertRefused(
        newer,
        "a newer version of azimuth took the snapshot: its format is 2, this version reads up to"
            + " 1");
    byte[] newerStore = snapshot(ENTRIES);
    newerStore[15] = 9;
    assertRefused(
        newerStore,
        "a newer version of azimuth took the snapshot: the form of its store is 9, this version"
            + " reads up to 1");
  }

  @Test
  void refusesForeignFiles() {
    assertRefused(
        "{\"request_id\": \"0123456789\", \"errors\": []}".getBytes(StandardCharsets.UTF_8),
        "this is no snapshot of azimuth");
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2};
    assertRefused(
        gzip, "this is no snapshot of azimuth but a gzip archive, as Vault's raft snapshots are");
  }

  @Test
  void takesNoMemoryForLengthsThatCannotBe() throws IOException {
    byte[] header = Arrays.copyOf(snapshot(List.of()), snapshot(List.of()).length - END_BYTES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(header);
    out.writeByte(SnapshotFormat.ENTRY);
    out.writeShort(5);
    out.writeInt(Integer.MAX_VALUE);
    assertThatThrownBy(() -> verify(bytes.toByteArray()))
        .isInstanceOf(SnapshotRefusedException.class)
        .hasMessageContaining("there is an entry of an impossible length");
  }

  private static void assertRefused(byte[] bytes, String sentence) {
    assertThatThrownBy(() -> verify(bytes))
        .isInstanceOf(SnapshotRefusedException.class)
        .hasMessage(sentence);
  }

  private static VerifiedSnapshot verify(byte[] bytes) throws IOException {
    return SnapshotReader.verify(new ByteArrayInputStream(bytes));
  }

  private static byte[] snapshot(List<Entry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SnapshotWriter writer = new SnapshotWriter(bytes, HEADER);
    for (Entry entry : entries) {
      writer.add(entry);
    }
    writer.end(SnapshotFormatTest::mac);
    return bytes.toByteArray();
  }

  private static byte[] mac(byte[] digest) {
    return SnapshotFormat.sha256().digest(digest);
  }

  private static byte[] forged(List<Entry> entries) throws IOException {
    return forged(entries, entries.size());
  }

  /** A snapshot that breaks a rule, with a correct checksum. */
  private static byte[] forged(List<Entry> entries, long count) throws IOException {
    byte[] empty = snapshot(List.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(empty, 0, empty.length - END_BYTES);
    for (Entry entry : entries) {
      out.writeByte(SnapshotFormat.ENTRY);
      out.writeShort(entry.key().length());
      out.writeInt(entry.value().length);
      out.write(entry.key().bytes());
      out.write(entry.value());
    }
    out.writeByte(SnapshotFormat.END);
    out.writeLong(count);
    out.write(new byte[32]);
    out.write(sha256(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  private static byte[] sha256(byte[] bytes, int length) {
    MessageDigest digest = SnapshotFormat.sha256();
    digest.update(bytes, 0, length);
    return digest.digest();
  }

  private static Entry entry(String key, String value) {
    return new Entry(Key.of(key), value.getBytes(StandardCharsets.UTF_8), 1);
  }
}
