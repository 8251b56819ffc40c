package io.azimuth.application.system.mounts;

import io.azimuth.application.mount.InstalledPlugins;
import io.azimuth.application.system.status.ServerInfo;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which version there is of each plugin: that of its file, or that of the server. */
@Singleton
final class PluginVersions {

  static final String AUTH = "auth";
  static final String SECRET = "secret";

  private static final String SUPPORTED = "supported";

  private final InstalledPlugins installed;
  private final String ownVersion;

  @Inject
  PluginVersions(InstalledPlugins installed, ServerInfo server) {
    this.installed = installed;
    this.ownVersion = "v" + server.version() + "+builtin.azimuth";
  }

  /** The version of a plugin that is there. */
  String of(String kind, String type) {
    return installed.of(kind, type).map(InstalledPlugins.Installed::version).orElse(ownVersion);
  }

  /** Adds that a plugin is supported, if it is a part of the server. */
  void putStatus(String kind, String type, Value.Builder members) {
    if (installed.of(kind, type).isEmpty()) {
      members.put("deprecation_status", SUPPORTED);
    }
  }

  /** Adds what serves a mount. */
  void put(Mount mount, Value.Builder members) {
    String kind = mount.path().isAuth() ? AUTH : SECRET;
    Optional<InstalledPlugins.Installed> file = installed.of(kind, mount.type());
    members
        .put("running_plugin_version", of(kind, mount.type()))
        .put("running_sha256", file.map(InstalledPlugins.Installed::sha256).orElse(""));
    putStatus(kind, mount.type(), members);
  }
}
