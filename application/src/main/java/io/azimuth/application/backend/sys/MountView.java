package io.azimuth.application.backend.sys;

import io.azimuth.application.api.Value;
import io.azimuth.domain.mount.Mount;

/** A mount as the API shows it (spec 2.3). */
final class MountView {

  private MountView() {}

  static Value.Obj of(Mount mount) {
    return Value.Obj.builder()
        .put("type", mount.type())
        .put("description", mount.description())
        .put("accessor", mount.accessor())
        .put("uuid", mount.uuid())
        .put("local", false)
        .put("seal_wrap", false)
        .put("external_entropy_access", false)
        .put("options", Value.NULL)
        .put("plugin_version", "")
        .put("running_plugin_version", "")
        .put("running_sha256", "")
        .put("config", config(mount))
        .build();
  }

  private static Value.Obj config(Mount mount) {
    Value.Builder config =
        Value.Obj.builder()
            .put("default_lease_ttl", mount.settings().defaultTtl().toSeconds())
            .put("max_lease_ttl", mount.settings().maxTtl().toSeconds())
            .put("force_no_cache", false);
    if (!mount.settings().listingVisibility().isEmpty()) {
      config.put("listing_visibility", mount.settings().listingVisibility());
    }
    if (mount.path().isAuth()) {
      config.put("token_type", mount.settings().tokenType());
    }
    return config.build();
  }
}
