package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;

/** The stored form of audit devices. */
public final class AuditDeviceCodec implements RecordCodec<AuditDeviceSpec> {

  public static final AuditDeviceCodec INSTANCE = new AuditDeviceCodec();

  private AuditDeviceCodec() {}

  @Override
  public void encode(AuditDeviceSpec device, Value.Builder fields) {
    fields
        .put("path", device.path())
        .put("type", device.type())
        .put("description", device.description())
        .put("options", Value.of(device.options()))
        .put("salt", device.salt().expose());
    if (device.local()) {
      fields.put("local", true);
    }
  }

  @Override
  public AuditDeviceSpec decode(StrictObject fields) {
    return new AuditDeviceSpec(
        fields.text("path"),
        fields.text("type"),
        fields.text("description"),
        fields.textMap("options"),
        SecretText.of(fields.text("salt")),
        fields.optionalFlag("local"));
  }
}
