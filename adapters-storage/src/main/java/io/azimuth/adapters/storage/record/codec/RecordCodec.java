package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.spi.api.Value;

/**
 * How one kind of record is stored, in version 1 of its form. A later version also reads the
 * earlier ones.
 */
public interface RecordCodec<T> {

  void encode(T thing, Value.Builder fields);

  /**
   * Makes the record of all fields.
   *
   * @throws io.azimuth.adapters.storage.json.UnreadableException when a field is missing or wrong
   * @throws IllegalArgumentException when the fields make no valid record
   */
  T decode(StrictObject fields);
}
