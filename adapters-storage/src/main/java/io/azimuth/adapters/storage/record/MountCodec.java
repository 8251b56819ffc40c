package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;

/** Mounts. */
final class MountCodec implements Codec<Mount> {

  static final MountCodec INSTANCE = new MountCodec();

  private MountCodec() {}

  @Override
  public void encode(Mount mount, Value.Builder fields) {
    fields
        .put("path", mount.path().text())
        .put("type", mount.type())
        .put("uuid", mount.uuid())
        .put("accessor", mount.accessor())
        .put("description", mount.description())
        .put("default_ttl", Times.of(mount.settings().defaultTtl()))
        .put("max_ttl", Times.of(mount.settings().maxTtl()))
        .put("listing_visibility", mount.settings().listingVisibility())
        .put("token_type", mount.settings().tokenType())
        .put("revocations", mount.revocations());
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
            Times.duration(fields.pair("default_ttl")),
            Times.duration(fields.pair("max_ttl")),
            fields.text("listing_visibility"),
            fields.text("token_type")),
        fields.number("revocations"));
  }
}
