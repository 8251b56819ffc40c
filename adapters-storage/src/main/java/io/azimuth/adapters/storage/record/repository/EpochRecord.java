package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.Epochs;
import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.EpochCodec;
import io.azimuth.application.port.store.EnabledDevices;
import io.azimuth.spi.engine.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The epoch of one unit of work, at {@code core/epoch}, with the list of audit devices that it
 * carries on from epoch to epoch. Every store has this record from its initialisation on, and every
 * request reads it: who removes it to hide the list is seen.
 */
public final class EpochRecord {

  private final Records records;
  private final Epochs epochs;
  private @Nullable Long number;
  private Optional<EnabledDevices> staged = Optional.empty();

  /** Over the records of one unit of work. */
  public EpochRecord(Records records, Epochs epochs) {
    this.records = records;
    this.epochs = epochs;
  }

  public long number() {
    Optional<Entry> read =
        records.reads().entry(RecordKeys.EPOCH); // also refuses when the store is sealed
    Long known = number;
    if (known == null) {
      known = epochs.number(read, this::fresh);
      number = known;
    }
    return known;
  }

  /** Whether the store is still at this epoch. */
  public boolean isCurrent() {
    return number() == epochs.number(fresh(), this::fresh);
  }

  private Optional<Entry> fresh() {
    return records.reads().fresh(List.of(RecordKeys.EPOCH)).get(0);
  }

  /** The stored list of the devices. */
  EnabledDevices devices() {
    return records.readCached(RecordKeys.EPOCH, EpochCodec.INSTANCE).orElse(EnabledDevices.LOST);
  }

  /** Begins another epoch with the list as it is. */
  public void begin() {
    begin(UnaryOperator.identity());
  }

  /** Whether another epoch was begun. */
  public boolean begins() {
    return staged.isPresent();
  }

  /** Begins another epoch with another list. */
  void begin(UnaryOperator<EnabledDevices> change) {
    EnabledDevices next = change.apply(staged.orElseGet(this::devices));
    staged = Optional.of(next);
    records.put(RecordKeys.EPOCH, EpochCodec.INSTANCE, next);
  }
}
