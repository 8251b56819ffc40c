package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.api.Value;

/** The stored form of mounts. */
public final class MountCodec implements RecordCodec<Mount> {

  public static final MountCodec INSTANCE = new MountCodec();

  private MountCodec() {}

  @Override
  public void encode(Mount mount, Value.Builder fields) {
    fields
        .put("path", mount.path().text())
        .put("type", mount.type())
        .put("uuid", mount.uuid())
        .put("accessor", mount.accessor())
        .put("description", mount.description())
        .put("default_ttl", TimeFields.of(mount.settings().defaultTtl()))
        .put("max_ttl", TimeFields.of(mount.settings().maxTtl()))
        .put("listing_visibility", mount.settings().listingVisibility())
        .put("token_type", mount.settings().tokenType())
        .put("revocations", mount.revocations());
    encode(mount.settings().auditExceptions(), fields);
    if (!mount.settings().identityTokenKey().isEmpty()) {
      fields.put("identity_token_key", mount.settings().identityTokenKey());
    }
    if (!mount.settings().options().isEmpty()) {
      fields.put("options", Value.of(mount.settings().options()));
    }
  }

  private static void encode(AuditExceptions exceptions, Value.Builder fields) {
    if (!exceptions.equals(AuditExceptions.NONE)) {
      fields
          .put("audit_request_keys", exceptions.requestKeys())
          .put("audit_response_keys", exceptions.responseKeys());
    }
  }

  @Override
  public Mount decode(StrictObject fields) {
    return new Mount(
        new MountPath(fields.text("path")),
        fields.text("type"),
        fields.text("uuid"),
        fields.text("accessor"),
        fields.text("description"),
        new MountSettings(
            TimeFields.duration(fields.pair("default_ttl")),
            TimeFields.duration(fields.pair("max_ttl")),
            fields.text("listing_visibility"),
            fields.text("token_type"),
            new AuditExceptions(
                fields.optionalTexts("audit_request_keys"),
                fields.optionalTexts("audit_response_keys")),
            fields.optionalText("identity_token_key").orElse(""),
            fields.optionalTextMap("options")),
        fields.number("revocations"));
  }
}
