package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.port.store.EnabledDevices;
import io.azimuth.spi.api.Value;

/**
 * The stored form of the epoch. Its revision is the epoch; it holds the list of the audit devices.
 * Earlier versions stored no list.
 */
public final class EpochCodec implements RecordCodec<EnabledDevices> {

  public static final EpochCodec INSTANCE = new EpochCodec();

  private static final String DEVICES = "audit_devices";

  private EpochCodec() {}

  @Override
  public void encode(EnabledDevices devices, Value.Builder fields) {
    devices.paths().ifPresent(list -> fields.put(DEVICES, list));
  }

  @Override
  public EnabledDevices decode(StrictObject fields) {
    return new EnabledDevices(fields.presentTexts(DEVICES));
  }
}
