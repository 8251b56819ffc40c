package io.azimuth.application.snapshot;

import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Fuzzes snapshots. The first byte selects whether their checksum is corrected. */
public final class SnapshotTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    byte[] whole = whole();
    return List.of(
        Inputs.choosing(0, whole),
        Inputs.choosing(1, Arrays.copyOf(whole, whole.length - SnapshotFormat.HASH_BYTES)));
  }

  private static byte[] whole() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      SnapshotWriter writer =
          new SnapshotWriter(
              bytes, new SnapshotHeader(1, Instant.EPOCH, "0.1.0", "mapdb", "static", "2026-11"));
      writer.add(new Entry(Key.of("core/seal"), new byte[] {1, 2, 3}, 1));
      writer.add(new Entry(Key.of("token/a"), "x".getBytes(StandardCharsets.UTF_8), 2));
      writer.end(hash -> new byte[SnapshotFormat.HASH_BYTES]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void accept(byte[] input) {
    byte[] rest = Inputs.rest(input);
    byte[] snapshot = (Inputs.choice(input) & 1) == 0 ? rest : withChecksum(rest);
    try {
      VerifiedSnapshot verified = SnapshotReader.verify(new ByteArrayInputStream(snapshot));
      Property.holds(verified.entries() <= snapshot.length, () -> "entries from nowhere");
    } catch (SnapshotRefusedException expected) {
      Property.holds(!expected.sentence().isBlank(), () -> "no sentence");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] withChecksum(byte[] content) {
    MessageDigest digest = SnapshotFormat.sha256();
    byte[] checksum = digest.digest(content);
    byte[] whole = Arrays.copyOf(content, content.length + checksum.length);
    System.arraycopy(checksum, 0, whole, content.length, checksum.length);
    return whole;
  }
}
