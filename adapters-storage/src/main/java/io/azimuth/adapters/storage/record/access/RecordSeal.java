package io.azimuth.adapters.storage.record.access;

import io.azimuth.spi.engine.Entry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Distinguishes two stored forms of a record: by the revision and by the last bytes, which are the
 * tag of the encryption. A revision alone comes again when a database is set back in time; a tag
 * does not, since each write is encrypted under another nonce.
 *
 * @param revision of the entry; 0 when it is absent
 * @param high the first half of the tag
 * @param low the second half of the tag
 */
record RecordSeal(long revision, long high, long low) {

  private static final RecordSeal ABSENT = new RecordSeal(0, 0, 0);
  private static final int TAG_BYTES = 16;

  static RecordSeal of(Entry entry) {
    byte[] value = entry.value();
    ByteBuffer halves =
        value.length >= TAG_BYTES
            ? ByteBuffer.wrap(value, value.length - TAG_BYTES, TAG_BYTES)
            : ByteBuffer.wrap(Arrays.copyOf(value, TAG_BYTES));
    return new RecordSeal(entry.revision(), halves.getLong(), halves.getLong());
  }

  static RecordSeal of(Optional<Entry> entry) {
    return entry.map(RecordSeal::of).orElse(ABSENT);
  }
}
